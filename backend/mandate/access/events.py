from mandate.platform.events import EventTag


class AccessEvent(EventTag):
    ACCOUNT_CREATE = "access:account:create", "新建账号", "Made an account"
    ACCOUNT_DISABLE = "access:account:disable", "停用人员", "Disabled a person"
    ACCOUNT_ENABLE = "access:account:enable", "启用人员", "Enabled a person"
    OVERSIGHT_GRANT = "access:oversight:grant", "授予区域观察权", "Granted oversight of a jurisdiction"
    PASSWORD_CHANGE = "access:password:change", "修改密码", "Changed their password"
    PASSWORD_RESET = "access:password:reset", "重置密码", "Reset a password"
    PERSON_ADD = "access:person:add", "添加已有账号", "Added an existing account"
    ROLE_GRANT = "access:role:grant", "授予角色", "Granted a role"
    ROLE_MOVE = "access:role:move", "移交角色", "Moved a role"
    ROLE_WITHDRAW = "access:role:withdraw", "撤销角色", "Withdrew a role"
    SESSION_REVOKE = "access:session:revoke", "结束登录会话", "Ended a session"
    SIGN_IN = "access:session:sign-in", "登录", "Signed in"
    SIGN_IN_REFUSE = "access:session:refuse", "登录被拒绝", "Was refused sign-in"
    SIGN_OUT = "access:session:sign-out", "退出登录", "Signed out"
