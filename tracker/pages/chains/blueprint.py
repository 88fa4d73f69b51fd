"""The chains' blueprint, and looking up a chain, a link of it, or a fact of that link."""

from typing import TypeVar

from flask import Blueprint, abort
from sqlalchemy import select

from tracker.domain.chain import Chain, ChainLink
from tracker.domain.chain.link_facts import Capacity, LinkFirm
from tracker.domain.chain.revision import SLUG
from tracker.extensions import db

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


def fact_or_404(kind: type[Fact], slug: str, link_id: int, fact_id: int) -> Fact:
    """The standing or quantity of that number, if it was told of that link."""
    fact = db.session.get(kind, fact_id)
    if fact is None or fact.chain_link_id != link_or_404(slug, link_id).id:
        abort(404)
    return fact
