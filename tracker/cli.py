"""The `tracker` command.

Each command imports what it alone needs inside itself: `run` must start within a second.
"""

from pathlib import Path
from typing import Any

import click

from tracker.commands.group import Commands

PASS_ON = {"ignore_unknown_options": True, "allow_interspersed_args": False}


@click.group(cls=Commands)
def main() -> None:
    """招商引资项目台账。"""


def _app() -> Any:
    """The app; its connections are closed when the command is done."""
    from tracker.app import create_app
    from tracker.extensions import db

    app = create_app()

    def close() -> None:
        with app.app_context():
            db.engine.dispose()

    click.get_current_context().call_on_close(close)
    return app


def _ready() -> Any:
    """The app, its database brought to the newest shape."""
    from tracker.commands.migrating import bring_up_to_date

    return bring_up_to_date(_app())


@main.command()
def run() -> None:
    """启动服务。"""
    from tracker.commands.serving import serve, tell_what_is_missing, warn_of_old_sqlite

    app = _ready()
    warn_of_old_sqlite(app)
    tell_what_is_missing(app)
    serve(app)


@main.command()
@click.option("--projects", default=120, type=click.IntRange(1, 1_000_000), help="造多少个项目")
@click.option("--no-serve", is_flag=True, help="只造数据，不启动")
def demo(projects: int, no_serve: bool) -> None:
    """造一个演示办公室并启动。"""
    from tracker.commands.office import make_demo, tell_demo_people
    from tracker.commands.serving import serve
    from tracker.extensions import db

    app = _ready()
    password = make_demo(app, projects)
    tell_demo_people(app, password)
    with app.app_context():
        db.engine.dispose()
    if not no_serve:
        serve(app)


@main.command()
def init() -> None:
    """启用真正的办公室：建库、装基础资料、打印一次性启用口令。"""
    from tracker.commands.office import wait_for_set_up

    app = _ready()
    token = wait_for_set_up(app)
    where = f"http://{app.config['HOST']}:{app.config['PORT']}/set-up?token={token}"
    click.echo("请运行 tracker run，然后在浏览器打开下面的地址（只能用一次）：")
    click.echo(where)


@main.command()
def seed() -> None:
    """装入基础资料、见报项目和公开转录的三份榜单；重复运行不会重复。"""
    from tracker.commands.office import seed as plant

    plant(_ready())
    click.echo("已装入。")


@main.group()
def user() -> None:
    """账号：开、看、停、重置密码。"""


@user.command("add")
@click.argument("login")
@click.option("--name", required=True, help="姓名")
@click.option("--role", default="", help="角色，如 招商专员 或 officer")
@click.option("--department", default="", help="部门的名称或简称")
def add_user(login: str, name: str, role: str, department: str) -> None:
    """开一个账号，打印初始密码。"""
    from tracker.commands.people import add

    click.echo(add(_ready(), login, name, role, department))


@user.command("list")
def list_users() -> None:
    """列出所有账号。"""
    from tracker.commands.people import listed

    for line in listed(_ready()):
        click.echo(line)


@user.command("disable")
@click.argument("login")
def disable_user(login: str) -> None:
    """停用一个账号，它的会话马上结束。"""
    from tracker.commands.people import close

    click.echo(close(_ready(), login))


@user.command("password")
@click.argument("login")
def reset_user(login: str) -> None:
    """重置密码，打印新的初始密码；连续输错的锁定也一并解除。"""
    from tracker.commands.people import reset

    click.echo(reset(_ready(), login))


@main.command()
def upgrade() -> None:
    """把数据库升级到最新结构。"""
    _ready()


@main.command()
def verify() -> None:
    """核对：封印链、合计、每个项目的阶段、金额和灯，每份资料的文件。"""
    from tracker.commands.checking import found_wrong
    from tracker.extensions import db

    app = _ready()
    found = 0
    with app.app_context():
        for line in found_wrong(db.session(), app.config):
            click.echo(line)
            found += 1
        db.session.rollback()
    click.echo(f"有 {found} 处不符" if found else "账实相符")
    raise SystemExit(1 if found else 0)


@main.command()
def relight() -> None:
    """按今天生效的时限和榜单重算每个项目的灯和500强标记。"""
    from tracker.domain.ranking_matching.project_badges import retier_all
    from tracker.domain.settings_changes import relight_all
    from tracker.extensions import db
    from tracker.web.rendering import today

    with _ready().app_context():
        count = relight_all(db.session(), today())
        badges = retier_all(db.session(), today())
        db.session.commit()
    click.echo(f"{count} 个项目的灯有变化，{badges} 个项目的500强标记有变化。")


@main.command()
@click.argument("name", default="")
def jobs(name: str) -> None:
    """定时任务：一直运行；给出任务名就只做那一件。"""
    from tracker.commands.jobs import run_once, work

    app = _ready()
    if name:
        click.echo(run_once(app, name))
    else:
        work(app)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def backup(path: Path) -> None:
    """备份数据库到一个文件，上传的资料到旁边的文件夹，运行中也可以。"""
    from tracker.commands.keeping import back_up

    lost = back_up(_app(), path)
    click.echo(f"已备份到 {path}；密钥在 instance/ 里，请另外保存。{lost}")


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def restore(path: Path) -> None:
    """用备份换下现在的数据库，补回上传的资料；先停服务。"""
    from tracker.commands.keeping import restore as put_back

    aside, lost = put_back(_app(), path)
    click.echo(f"已恢复；原来的库留在 {aside}。{lost}")


@main.command(context_settings=PASS_ON)
@click.option("--quick", is_flag=True, help="只跑 SQLite，不开浏览器，不跑要几秒的；上次没过的先跑")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def test(quick: bool, arguments: tuple[str, ...]) -> None:
    """跑全部测试：先 SQLite（含浏览器），再 PostgreSQL；每个核一个进程。"""
    from tracker.commands.quality import run_tests

    raise SystemExit(0 if run_tests(arguments, is_quick=quick) else 1)


@main.command()
def lint() -> None:
    """检查代码和模板。"""
    from tracker.commands.quality import lint as run_linters

    raise SystemExit(0 if run_linters() else 1)


@main.command(context_settings=PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def bench(arguments: tuple[str, ...]) -> None:
    """测速度和内存。"""
    from tracker.commands.quality import run_module

    raise SystemExit(run_module("tests.bench", arguments))


@main.command(context_settings=PASS_ON)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def pictures(arguments: tuple[str, ...]) -> None:
    """重做说明书里的截图。"""
    from tracker.commands.quality import run_module

    raise SystemExit(run_module("tests.pictures", arguments))
