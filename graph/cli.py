"""The commands that stand on a graph, in the order of their help: ask, see, hand on, look after, correct.

Each reads its arguments, calls the function that does the work, and prints; heavy packages are imported by the
command that needs them, so that help and cards come at once.
"""

from __future__ import annotations

import typer

from graph.commands import (
    accept,
    amend,
    ask,
    check,
    communities,
    compare,
    decisions,
    draw,
    export,
    importing,
    info,
    lookup,
    merge,
    note,
    path,
    query,
    rank,
    reject,
    remove,
    review,
    search,
    serve,
    split,
    table,
    timeline,
    undo,
)

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

app.command("import", epilog=importing.EXAMPLES)(importing.import_data)

app.command(epilog=lookup.EXAMPLES)(lookup.lookup)
app.command(epilog=search.EXAMPLES)(search.search)
app.command(epilog=ask.EXAMPLES)(ask.ask)
app.command(epilog=query.EXAMPLES)(query.query)
app.command(epilog=timeline.EXAMPLES)(timeline.timeline)
app.command(epilog=path.EXAMPLES)(path.path)
app.command(epilog=compare.EXAMPLES)(compare.compare)
app.command(epilog=rank.EXAMPLES)(rank.rank)
app.command(epilog=communities.EXAMPLES)(communities.communities)
app.command(epilog=draw.EXAMPLES)(draw.draw)
app.command(epilog=serve.EXAMPLES)(serve.serve)

app.command(epilog=table.EXAMPLES)(table.table)
app.command(epilog=export.EXAMPLES)(export.export)

app.command(epilog=info.EXAMPLES)(info.info)
app.command(epilog=check.EXAMPLES)(check.check)

app.command(epilog=review.EXAMPLES)(review.review)
app.command(epilog=merge.EXAMPLES)(merge.merge)
app.command(epilog=split.EXAMPLES)(split.split)
app.command(epilog=amend.EXAMPLES)(amend.amend)
app.command(epilog=reject.EXAMPLES)(reject.reject)
app.command(epilog=accept.EXAMPLES)(accept.accept)
app.command(epilog=note.EXAMPLES)(note.note)
app.command(epilog=decisions.EXAMPLES)(decisions.decisions)
app.command(epilog=undo.EXAMPLES)(undo.undo)
app.command(epilog=remove.EXAMPLES)(remove.remove)
