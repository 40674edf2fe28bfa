"""Members who are engaged, as codes: each once, by the engagement with which she began."""

from communitylinkage.network.models import Engagement, Member
from communitylinkage.network.rules.engaging import root
from communitylinkage.values.crossed import Crossed


def members() -> list[Crossed]:
    """Origin and language are those of the community: of herself neither is written down."""
    merged = dict(
        Member.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id")
    )
    rows = Engagement.objects.order_by("since", "pk").values_list(
        "member_id", "since", "community__place__country", "community__origin",
        "community__language", "how", "member__organisation_id",
    )  # fmt: skip
    found: dict[object, Crossed] = {}
    for member, since, country, origin, language, how, organisation in rows:
        codes = {"country": country, "origin": origin, "language": language, "how": how}
        found.setdefault(root(member, merged), Crossed(f"{since:%Y-%m}", codes, str(organisation)))
    return list(found.values())
