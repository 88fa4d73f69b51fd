"""Accounts, passwords and signing in, in sentences."""

from tracker.domain.event.kinds import EventKind
from tracker.domain.sentences.wording import Sentences
from tracker.domain.words import Role

SENTENCES: Sentences = {
    EventKind.USER_CREATED: lambda b, a: f"开通账号 {a['name']}（{a['login']}）",
    EventKind.USER_REVISED: lambda b, a: (
        f"修改账号 {a['login']}：{a['name']}，{a['department'] or '不属于部门'}"
    ),
    EventKind.USER_ROLE_GRANTED: lambda b, a: (
        f"授予 {a['name']} 角色“{Role(a['role']).label if a['role'] else '无'}”"
    ),
    EventKind.USER_DISABLED: lambda b, a: f"停用账号 {a['name']}",
    EventKind.USER_ENABLED: lambda b, a: f"启用账号 {a['name']}",
    EventKind.PASSWORD_CHANGED: lambda b, a: "修改了自己的密码",
    EventKind.PASSWORD_RESET: lambda b, a: f"重置 {a['name']} 的密码",
    EventKind.PASSWORD_RESET_ASKED: lambda b, a: f"申请重置 {a['name']} 的密码",
    EventKind.PASSWORD_RESET_DECLINED: lambda b, a: f"不同意重置 {a['name']} 的密码",
    EventKind.SIGNED_IN: lambda b, a: "登录",
    EventKind.SIGNED_OUT: lambda b, a: "退出",
    EventKind.SIGN_IN_LOCKED: lambda b, a: f"“{a['login']}”连续输错密码，锁定 15 分钟",
}
