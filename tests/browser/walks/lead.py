"""Who leads a programme, at a desk: figures, where women fall through, a report to the funder."""

TITLE = "A lead partner answers for the programme"


def play(walk):
    """From what needs her today to a report that is handed in; nothing shows one woman."""
    walk.say(
        "She leads the made-up programme of four countries. She sits at a desk, 1280 pixels wide."
        " She answers to the funder for what all partners do, and may read nothing about any woman."
    )
    page = walk.signed_in("lead", (1280, 800))
    walk.step(page, "What needs her today. Of women there is nothing here but counts.")
    figures(walk, page)
    for address, words in (
        ("coverage/map/", "Where women fall through: each region, with its table below."),
        ("coverage/mends/", "Which single change would mend most."),
        (
            "support/counted/",
            "Women, each receipt or code counted once; who had neither may be counted twice.",
        ),
        ("tables/", "Tables that were let out; what small figures give away is hidden first."),
        ("plan/", "The plan: work packages, what is owed by when, risks, days of work."),
    ):
        page.goto(f"{walk.address}/en/staff/{address}")
        walk.step(page, words)
    report(walk, page)
    walk.mended(
        "Nothing yet. Seen: a report that was handed in still says “Read them again” of words that"
        " came from the report before."
    )


def figures(walk, page):
    """From the targets to what one figure was counted from, and what may be wrong with it."""
    page.goto(f"{walk.address}/en/staff/impact/")
    walk.step(page, "Targets and figures. Nobody types a figure; a target missed shows as missed.")
    page.locator("main a[href*='/staff/impact/figures/']").first.click()
    walk.step(page, "One figure, back to what was counted, and what was left out and why.")
    page.goto(f"{walk.address}/en/staff/impact/quality/")
    walk.step(page, "What may be wrong with figures, and where it is mended.")


def report(walk, page):
    """One click, a look, and out of her hands."""
    page.goto(f"{walk.address}/en/staff/reports/")
    walk.step(page, "Reports to the funder: one button freezes the figures and fills the tables.")
    page.locator("#make-periodic").click()
    page.wait_for_selector("#act-ready")
    walk.step(page, "The report, made in one click; each figure leads back to what was counted.")
    page.locator("#act-ready").click()
    page.wait_for_selector("#act-hand_in")
    page.locator("#act-hand_in").click()
    walk.step(page, "Before it is handed in she is asked once: after that nothing changes it.")
    page.locator("main form button").first.click()
    walk.step(page, "Handed in, and kept as it was handed in; as paper and as a workbook.")
