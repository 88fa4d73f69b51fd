"""The group of commands, and how it speaks when one of them may not go on."""

from typing import Any

import click

from tracker.refusal import Refused


class Commands(click.Group):
    """Says a refusal as one line, not as a traceback, and leaves cleanly when interrupted."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            raise click.ClickException(refusal.message) from refusal
        except KeyboardInterrupt:
            click.echo("\n已停止。", err=True)
            ctx.exit(130)
