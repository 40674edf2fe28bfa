"""Somebody from the public, at a desk: a neighbour, a teacher, a friend."""

TITLE = "A neighbour wants to know"


def play(walk):
    """From a worry to what she can say and whom she can call."""
    walk.say(
        "A neighbour has heard something through the wall. She sits at a desk with a keyboard, and"
        " speaks Spanish. She needs no account."
    )
    page = walk.browser((1280, 800))
    page.goto(f"{walk.address}/es/")
    walk.step(page, "The first page at a desk.")
    for _tab in range(3):
        page.keyboard.press("Tab")
    walk.step(
        page, "By keyboard: the mark shows where she is; the first stop skips to the content."
    )
    page.goto(f"{walk.address}/es/signs/")
    walk.step(page, "Signs, and “when it happens to somebody I know”: what to say, what to leave.")
    page.goto(f"{walk.address}/es/help-lines/")
    walk.step(page, "Help lines by country, in the order of the reader's language.")
    page.goto(f"{walk.address}/es/find/")
    page.locator("input[name=kind][value=shelter]").check()
    page.fill("input[name=place]", "Lleida")
    page.locator("main form button").last.click()
    page.wait_for_selector("main h1")
    walk.step(
        page, "Nothing in town? Then the page says what stood in the way and what is nearest."
    )
    plain = walk.browser((1280, 800), scripts=False)
    plain.goto(f"{walk.address}/es/danger/")
    walk.step(plain, "Without JavaScript the pages are the same.")
    plain.emulate_media(media="print")
    walk.step(plain, "Printed: without buttons, with the numbers.")
    walk.mended("Nothing was found on this walk.")
