"""The command that checks the profile."""

import json

import click

from cli.commands import Command
from models import db
from schemas.vocabulary import CHECKS
from services.check_facts import Finding
from services.checking import as_object
from services.checking import check as check_all


@click.command(cls=Command)
@click.option("--kind", "kinds", type=click.Choice(CHECKS), multiple=True, help="Only findings of this kind.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def check(context: click.Context, kinds: tuple[str, ...], form: str) -> None:
    """List what looks wrong in the profile, and what to do. The exit status is 1 if anything does.

    \b
    Example: flask check --kind rank --kind duplicate
    """
    found = check_all(db.session(), kinds)
    if form == "json":
        click.echo(json.dumps([as_object(finding) for finding in found], ensure_ascii=False, indent=2))
    elif found:
        click.echo("\n".join(map(told, found)))
    else:
        click.echo("Nothing looks wrong.", err=True)
    if found:
        context.exit(1)


def told(finding: Finding) -> str:
    """Tell of a finding on two lines: what it is, and what to do."""
    name = "profile" if finding.collection == "profile" else f"{finding.collection}/{finding.key}"
    return f"{finding.kind}  {name}  {finding.message}\n    {finding.advice}"
