"""The chains' blueprint, how a chain, a link or its facts are looked up, and what acts share."""

from collections.abc import Sequence
from functools import partial
from typing import Any, TypeVar

from flask import Blueprint, abort, url_for
from sqlalchemy import select

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.chain.revision import SLUG
from tracker.domain.event import Event
from tracker.domain.sentences import quotation, sentence
from tracker.extensions import db
from tracker.web.act import Overtaken, act
from tracker.web.rendering import day_words

blueprint = Blueprint("chains", __name__)

CHAIN = "/chains/<slug>"
LINK = f"{CHAIN}/links/<int:link_id>"

Fact = TypeVar("Fact", LinkFirm, Capacity)


def chain_or_404(slug: str) -> Chain:
    chain = None
    if SLUG.fullmatch(slug):
        chain = db.session.scalar(select(Chain).where(Chain.slug == slug))
    return chain or abort(404)


def link_or_404(slug: str, link_id: int) -> ChainLink:
    """The link of that number, if it is one of that chain."""
    link = db.session.get(ChainLink, link_id)
    if link is None or link.chain.slug != slug:
        abort(404)
    return link


def fact_or_404(kind: type[Fact], slug: str, link_id: int, fact_id: int) -> tuple[ChainLink, Fact]:
    """The link, and the standing or quantity of that number, if it was told of that link."""
    fact, link = db.session.get(kind, fact_id), link_or_404(slug, link_id)
    if fact is None or fact.chain_link_id != link.id:
        abort(404)
    return link, fact


def page_of(chain: Chain) -> str:
    return url_for("chains.show", slug=chain.slug)


def page_of_link(link: ChainLink, *_: object) -> str:
    return url_for("chains.link", slug=link.chain.slug, link_id=link.id)


def judge_missed(events: Sequence[Event]) -> None:
    """What others did since the form was opened is shown before anything is saved."""
    if events:
        raise Overtaken(missed=[_entry(one) for one in events])


def _entry(event: Event) -> dict[str, Any]:
    return {
        "iso": event.on.isoformat(),
        "when": day_words(event.on),
        "kind": event.kind.label,
        "sentence": sentence(event.kind, event.before, event.after),
        "quote": quotation(event.kind, event.after, event.because),
        "by": event.by.name if event.by else "系统",
    }


new_chain_act = partial(act, blueprint, template="chains/act.html")
chain_act = partial(
    new_chain_act,
    find=chain_or_404,
    context=lambda chain, *_: {"back_to": chain.name},
    home=page_of,
)
link_act = partial(
    new_chain_act,
    find=link_or_404,
    context=lambda link, *_: {"back_to": link.name},
    home=page_of_link,
)
