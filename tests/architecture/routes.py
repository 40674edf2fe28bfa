"""All routes of the product, namespaces and arguments included, from the URL configuration."""

from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

NOTHING = {
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "IntConverter": 1,
    "SlugConverter": "x",
    "StringConverter": "x",
}


@dataclass(frozen=True)
class Route:
    """One route: its name in ACCESS, its name for `reverse`, its pattern, its arguments."""

    name: str
    full: str
    pattern: str
    arguments: tuple[tuple[str, str], ...]

    def address(self, **given):
        """An address; arguments that are not given lead to nothing."""
        nothing = {key: NOTHING[kind] for key, kind in self.arguments}
        return reverse(self.full, kwargs={**nothing, **given})


def _walk(resolver, space, pattern, arguments):
    for item in resolver.url_patterns:
        told = {key: type(one).__name__ for key, one in item.pattern.converters.items()}
        here, known = pattern + str(item.pattern), {**arguments, **told}
        if isinstance(item, URLResolver):
            inside = f"{space}{item.namespace}:" if item.namespace else space
            yield from _walk(item, inside, here, known)
        elif isinstance(item, URLPattern):
            yield Route(item.name, f"{space}{item.name}", here, tuple(sorted(known.items())))


ROUTES = sorted(_walk(get_resolver(), "", "", {}), key=lambda route: route.full)
