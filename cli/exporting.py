"""The command that writes publications in another format to standard output."""

import sys
from typing import Any
from urllib.parse import parse_qs

import click
from flask import current_app
from marshmallow import ValidationError

from cli.commands import Command
from formats.registry import FORMATS
from models import db
from schemas.grammar import Language, OwnersQuery, values_of
from services import exporting
from services.asking import Refused, Site, faults_of
from services.listing import Arguments

MOST_PARAMETERS = 1000
RESUME = "resume.json"


@click.command(cls=Command)
@click.argument("extension", metavar="FORMAT", type=click.Choice([*FORMATS, RESUME]))
@click.option("--query", default="", help="Which publications, as in an address: 'year=2024&rank=CCF-A'.")
def export(extension: str, query: str) -> None:
    """Write publications in FORMAT to standard output: all that are public, or those of a query.

    \b
    FORMAT is the ending of a download's address: csv, atom and so on. resume.json is the owner's résumé,
    with 'lang=zh' as its query in Chinese.
    Example: flask export csv --query 'year=2020..&status=published' > publications.csv
    """
    site, schema = Site.of(current_app.config), Language() if extension == RESUME else OwnersQuery()
    try:
        arguments = parse_qs(query.removeprefix("?"), keep_blank_values=True, max_num_fields=MOST_PARAMETERS)
    except ValueError:
        raise click.ClickException(f"A query has at most {MOST_PARAMETERS:,} parameters.") from None
    try:
        values = schema.load(values_of(schema, arguments))
        text = written(extension, site, values, arguments)
    except ValidationError as refused:
        told, known = refused.normalized_messages(), schema.declared_fields
        faults = faults_of(db.session(), site, told, refused.valid_data, known)
        raise click.ClickException("\n".join(map(fault_line, faults))) from None
    except Refused as refused:
        raise click.ClickException("\n".join(map(fault_line, refused.faults))) from None
    sys.stdout.buffer.write(text.encode())


def written(extension: str, site: Site, values: dict[str, Any], arguments: Arguments) -> str:
    """Write the publications of a query in a format, or the owner's résumé."""
    if extension != RESUME:
        return exporting.write(db.session(), site, extension, values, arguments)
    text = exporting.resume(db.session(), site, values.get("lang") or current_app.config["DEFAULT_LANGUAGE"])
    if text is None:
        raise click.ClickException("There is no profile to export; load one with `flask load FILE`.")
    return text


def fault_line(fault: dict[str, str]) -> str:
    """Write a fault of a query on one line: its parameter, what is wrong and what would be right."""
    return " ".join(filter(None, (f"{fault['parameter']}:", fault["detail"], fault["hint"])))
