import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input, type InputRef } from "antd";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { meKey } from "@/shared/api/me";
import { isProblem } from "@/shared/api/problem";
import { useImeEnter } from "@/shared/form/use-ime-enter";
import { ProblemNotice } from "@/shared/page/problem-notice";

interface Entered {
  login: string;
  password: string;
}

export function SignInForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const password = useRef<InputRef>(null);
  const [form] = Form.useForm<Entered>();
  const enter = useImeEnter();
  const signIn = useMutation({
    mutationFn: (body: Entered) => answer(api.POST("/api/v1/sessions", { body })),
    meta: { anonymous: true },
    onSuccess: (me) => {
      cache.clear();
      cache.setQueryData(meKey, me);
      onDone();
    },
    onError: () => password.current?.focus({ cursor: "all" }),
  });
  const wait = isProblem(signIn.error, 429) ? signIn.error.retryAfterSeconds : undefined;
  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(entered) => signIn.mutate({ ...entered, login: entered.login.trim() })}
      {...enter}
    >
      {signIn.error && <ProblemNotice error={signIn.error} />}
      {wait !== undefined && (
        <p role="status">{t("signIn.wait", { count: Math.max(1, Math.ceil(wait / 60)) })}</p>
      )}
      <Form.Item
        name="login"
        label={t("signIn.login")}
        rules={[{ required: true, whitespace: true, message: t("signIn.loginMissing") }]}
      >
        <Input autoFocus autoComplete="username" spellCheck={false} maxLength={100} size="large" />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signIn.password")}
        rules={[{ required: true, message: t("signIn.passwordMissing") }]}
      >
        <Input.Password
          ref={password}
          autoComplete="current-password"
          maxLength={200}
          size="large"
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {t("signIn.submit")}
      </Button>
    </Form>
  );
}
