"""`/why`, `/rules` and `/learn`: what an answer rests on, and the articles."""

from __future__ import annotations

import discord
from discord import app_commands
from discord.app_commands import locale_str as _
from discord.ext import commands

from bot.cards.blocks import Block
from bot.cards.layout import plain_layouts
from bot.cards.lessons import article_blocks, rule_blocks, rules_blocks
from bot.cards.pages import pages
from bot.cards.reasons import why_blocks
from bot.client import Earshot
from bot.cogs.completion import Choices, containing, models
from bot.cogs.gear import LAST_QUESTION
from bot.limits import CHOICE_CHARACTERS
from bot.named import one_model
from bot.place import asker_of, keep_pace
from bot.sending import in_time, respond
from bot.speech import say
from bot.trouble import Refusal
from catalog.shelf import Shelf
from knowledge.articles.load import articles
from knowledge.reading.reader import read
from knowledge.rulebook import BY_ID, RULES
from knowledge.values import Question
from knowledge.why import why

Text = app_commands.Range[str, 1, CHOICE_CHARACTERS]


class Reasons(commands.Cog):
    """Rules, and what they say."""

    def __init__(self, bot: Earshot) -> None:
        self.bot = bot

    @app_commands.command(
        name=_("why"), description=_("Why a model is in an answer, or not, and what would change that")
    )
    @app_commands.rename(model=_("model"), question=_("question"), private=_("private"))
    @app_commands.describe(
        model=_("Brand and model"),
        question=_("The question; without one, your last in this channel"),
        private=_("Show the answer to you alone"),
    )
    @app_commands.autocomplete(model=models)
    async def why(
        self,
        interaction: discord.Interaction[Earshot],
        model: Text,
        question: app_commands.Range[str, 1, 2000] = "",
        private: bool = True,
    ) -> None:
        """Say what every rule says of a model."""
        keep_pace(interaction)
        asker, adviser = asker_of(interaction), self.bot.adviser
        last = None if question else await self.bot.exchanges.latest(asker, LAST_QUESTION)
        if not question and last is None:
            raise Refusal(say(asker.language, "notice.which_question"))

        def work(shelf: Shelf) -> tuple[Block, ...]:
            view = adviser.view(asker.server)
            record = one_model(model, view)
            reading = last.state.conversation.reading if last else read(Question(text=question), view)
            return why_blocks(record, why(record, reading, view, shelf.rates))

        found = await in_time(interaction, adviser.run(work), private=private)
        await respond(interaction, plain_layouts(pages(found)), private=private)

    @app_commands.command(name=_("rules"), description=_("The rules that answers rest on, with who stated them"))
    @app_commands.rename(rule=_("rule"))
    @app_commands.describe(rule=_("One rule; without it, all of them"))
    async def rules(self, interaction: discord.Interaction[Earshot], rule: Text | None = None) -> None:
        """Show one rule, or all."""
        if rule is not None and rule not in BY_ID:
            raise Refusal(say(interaction.locale.value, "notice.no_rule"))
        found = rule_blocks(BY_ID[rule]) if rule else rules_blocks(RULES)
        await respond(interaction, plain_layouts(pages(found)), private=True)

    @rules.autocomplete("rule")
    async def _rule(self, interaction: discord.Interaction[Earshot], partial: str) -> Choices:
        return containing(partial, BY_ID)

    @app_commands.command(name=_("learn"), description=_("Articles: impedance, amps, open and closed, hum, and more"))
    @app_commands.rename(topic=_("topic"), private=_("private"))
    @app_commands.describe(topic=_("What you want to understand"), private=_("Show the answer to you alone"))
    async def learn(self, interaction: discord.Interaction[Earshot], topic: Text, private: bool = False) -> None:
        """Show an article."""
        found = next((one for one in articles().values() if topic.casefold() in (one.id, one.title.casefold())), None)
        if found is None:
            raise Refusal(say(interaction.locale.value, "notice.no_article"))
        await respond(interaction, plain_layouts(pages(article_blocks(found))), private=private)

    @learn.autocomplete("topic")
    async def _topic(self, interaction: discord.Interaction[Earshot], partial: str) -> Choices:
        return containing(partial, (article.title for article in articles().values()))


async def setup(bot: Earshot) -> None:
    """Add this subject to the bot."""
    await bot.add_cog(Reasons(bot))
