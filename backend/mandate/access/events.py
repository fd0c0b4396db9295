from mandate.platform.events import EventTag


class AccessEvent(EventTag):
    ACCOUNT_CREATE = "access:account:create"
    ACCOUNT_DISABLE = "access:account:disable"
    ACCOUNT_ENABLE = "access:account:enable"
    OVERSIGHT_GRANT = "access:oversight:grant"
    PASSWORD_CHANGE = "access:password:change"
    PASSWORD_RESET = "access:password:reset"
    ROLE_GRANT = "access:role:grant"
    ROLE_WITHDRAW = "access:role:withdraw"
    SESSION_REVOKE = "access:session:revoke"
    SIGN_IN = "access:session:sign-in"
    SIGN_IN_REFUSE = "access:session:refuse"
    SIGN_OUT = "access:session:sign-out"
