import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Form, Input } from "antd";
import { useTranslation } from "react-i18next";
import { answer, api } from "@/shared/api/client";
import { meKey } from "@/shared/api/me";
import { ProblemNotice } from "@/shared/page/problem-notice";

interface Entered {
  current_password: string;
  new_password: string;
  again: string;
}

/** Changes one's own password; the rules for a good one are the server's, and so are their words. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("access");
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const change = useMutation({
    mutationFn: ({ again: _again, ...body }: Entered) =>
      answer(api.POST("/api/v1/me/password", { body })),
    onSuccess: async () => {
      form.resetFields();
      await cache.invalidateQueries({ queryKey: meKey });
      onDone();
    },
  });
  return (
    <Form<Entered>
      form={form}
      layout="vertical"
      requiredMark={false}
      onFinish={(entered) => change.mutate(entered)}
    >
      {change.error && <ProblemNotice error={change.error} />}
      <Form.Item
        name="current_password"
        label={t("password.current")}
        rules={[{ required: true, message: t("password.currentMissing") }]}
      >
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="new_password"
        label={t("password.new")}
        extra={t("password.hint")}
        rules={[{ required: true, message: t("password.newMissing") }]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="again"
        label={t("password.again")}
        dependencies={["new_password"]}
        rules={[
          { required: true, message: t("password.againMissing") },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              !value || value === getFieldValue("new_password")
                ? Promise.resolve()
                : Promise.reject(new Error(t("password.differs"))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {t("password.submit")}
      </Button>
    </Form>
  );
}
