"""Documents made from the code: the access matrix and the field register."""

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from communitylinkage.values.access import Who


def _routes(resolver: URLResolver, prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for item in resolver.url_patterns:
        if isinstance(item, URLResolver):
            head = (
                "<language>/"
                if isinstance(item.pattern, LocalePrefixPattern)
                else str(item.pattern)
            )
            found += _routes(item, prefix + head)
        elif isinstance(item, URLPattern):
            found.append((item.name or "", prefix + str(item.pattern)))
    return found


def access_matrix() -> str:
    """Markdown: each route and who may use it."""
    from communitylinkage.website.urls import ACCESS

    kinds = list(Who)
    lines = ["# Who may use which route\n", "The answer to anybody else is the page `not found`.\n"]
    lines.append("| route | name | " + " | ".join(kinds) + " |")
    lines.append("|---" * (len(kinds) + 2) + "|")
    for name, route in sorted(_routes(get_resolver()), key=lambda pair: pair[1]):
        marks = ["yes" if who in ACCESS[name] else "" for who in kinds]
        lines.append(f"| `/{route}` | {name} | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def field_register() -> str:
    """Markdown: each stored field, who may read it and how long it is kept."""
    lines = ["# What is stored, who may read it, how long it is kept\n"]
    models = [m for m in apps.get_models() if m.__module__.startswith("communitylinkage.")]
    for model in sorted(models, key=lambda m: m._meta.label):
        lines += [f"\n## {model._meta.label}\n", "| field | kind | kept |", "|---|---|---|"]
        for entry in getattr(model, "register", []):
            lines += [f"| {name} | {entry.kind} | {entry.term} |" for name in entry.fields]
    return "\n".join(lines) + "\n"
