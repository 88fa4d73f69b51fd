"""Every error page says what happened and what to do, in Chinese."""

import logging
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from tracker.extensions import db, writes
from tracker.queries.header_counts import Waiting
from tracker.web.forms.carried_forms import carried_fields, offered_again
from tracker.web.list_page import Unreadable

log = logging.getLogger(__name__)

SAID: dict[int, tuple[str, str]] = {
    400: ("这次提交没被接受", "请返回上一页刷新后再试；填过的内容在浏览器里还留着草稿。"),
    403: ("没有这项权限", "您的角色不能做这一步。需要的话请找管理员开通。"),
    404: ("没有找到", "地址不对，或者它不归您所在的单位。请从台账或搜索里找。"),
    405: ("这个地址不能这样用", "请从页面上的按钮进来。"),
    410: ("文件不在了", "记录还在，存它的文件找不到了。请告诉管理员核对附件目录，从备份恢复。"),
    413: ("内容太大了", "这里一次最多提交 {megabytes} MB，请删减后再试。"),
    422: ("内容有误", "请按提示修改后再保存。"),
    500: ("系统出错了", "已记录下来，刚才的内容没有保存。请返回再试一次，还不行请告诉管理员。"),
    503: ("现在太忙，没有保存成功", "数据没有丢，请过几秒点“再试一次”。"),
}


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, of_old_page)
    app.register_error_handler(HTTPException, of_http)
    app.register_error_handler(OperationalError, of_database)
    app.register_error_handler(StaleDataError, of_race)
    app.register_error_handler(Unreadable, of_filter)
    app.register_error_handler(Exception, of_bug)


def said(code: int, **more: Any) -> tuple[str, int]:
    """The page for that status; nothing half-written is left behind, and the page only reads."""
    db.session.rollback()
    writes.set(False)
    if code >= 500:
        g.waiting = Waiting()  # whatever went wrong, this page does not ask it again
    heading, advice = SAID.get(code, SAID[500] if code >= 500 else SAID[400])
    advice = advice.format(megabytes=(request.max_content_length or 0) // 1024**2)
    page = render_template("error.html", code=code, heading=heading, advice=advice, **more)
    return page, code


def of_old_page(_: CSRFError) -> Response | tuple[str, int]:
    """A form of another sign-in: what it held is shown to whoever is signed in now.

    Not for what another site sent, nor for files, which no page can send again.
    """
    typed = carried_fields(request.form)
    is_ours = urlsplit(request.origin or request.host_url).netloc == request.host
    if not (current_user.is_authenticated and typed and is_ours) or request.files:
        return said(400)
    db.session.rollback()
    writes.set(False)
    return offered_again(
        request.path,
        typed,
        status=400,
        heading="这一页是登录前打开的，刚才填的内容还在",
        advice=f"您在别处重新登录过，现在是{current_user.name}。"
        "看一遍没错，就继续保存；保存后才算数。",
    )


def of_http(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    return said(error.code)


def of_database(error: OperationalError) -> tuple[str, int]:
    """Somebody else holds the lock, or the disk is full: keep the form and offer it again."""
    log.error("database not available: %s", error.orig)
    return said(503, again=request.path, carried=carried_fields(request.form))


def of_race(error: StaleDataError) -> tuple[str, int]:
    """Two writers met inside one request; the later one is asked to look again."""
    log.info("stale write: %s", error)
    return said(503, again=request.path, carried=carried_fields(request.form))


def of_filter(error: Unreadable) -> tuple[str, int]:
    """No file is made of a list that was not asked for; the list itself says how to ask."""
    page = request.path.rpartition(".")[0]
    return render_template("components/no_file.html", problems=error.problems, page=page), 422


def of_bug(error: Exception) -> tuple[str, int]:
    log.exception("unexpected error on %s", request.path, exc_info=error)
    return said(500)
