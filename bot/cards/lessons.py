"""Rules and articles as cards."""

from __future__ import annotations

from collections.abc import Iterable

from bot.cards.blocks import Block
from bot.escape import plain
from knowledge.articles.load import Article
from knowledge.rules.rule import Rule


def rules_blocks(rules: Iterable[Rule]) -> tuple[Block, ...]:
    """Say every rule in a line."""
    lines = (f"`{rule.id}` {plain(rule.sentence)}" for rule in rules)
    return (Block(lines=("### What answers rest on", *lines), card=True),)


def rule_blocks(rule: Rule) -> tuple[Block, ...]:
    """Say one rule, and who stated it."""
    number = f" · rule {rule.number} of the guide" if rule.number else ""
    head = f"### {plain(rule.title)}"
    return (
        Block(lines=(head, f"-# `{rule.id}`{number}", plain(rule.sentence), f"-# {plain(rule.source)}"), card=True),
    )


def article_blocks(article: Article) -> tuple[Block, ...]:
    """Say an article: its one sentence, the reason, what to do."""
    steps = tuple(f"{number}. {plain(step)}" for number, step in enumerate(article.do, 1))
    beyond = ("", plain(article.beyond)) if article.beyond else ()
    sources = f"-# {plain(' · '.join(article.sources))}"
    return (
        Block(lines=(f"### {plain(article.title)}", f"**{plain(article.short)}**"), card=True),
        Block(lines=(plain(article.reason), "", *steps, *beyond, sources), card=True),
    )
