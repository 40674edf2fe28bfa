"""A woman on a cheap phone, in Arabic, without an account."""

TITLE = "A woman looks for help"


def play(walk):
    """From the first page to a service, to a request of her own, and the way out."""
    walk.say(
        "She has a cheap phone, perhaps not hers alone. She reads Arabic. She has no account, and"
        " none is asked for. 360 pixels wide, with JavaScript; every step works without it too."
    )
    page = walk.browser()
    page.goto(f"{walk.address}/en/")
    walk.step(page, "The first page. Danger now stands first; the tab says only “Information”.")
    page.locator("a[href='/ar/']").first.click()
    walk.step(page, "One tap, and the page is in Arabic, from right to left.")
    look_around(walk, page)
    find(walk, page)
    ask(walk, page)
    leave(walk, page)


def look_around(walk, page):
    """Whom to call, and whether what happens to her is allowed."""
    page.locator("main a[href$='/danger/']").first.click()
    walk.step(page, "Danger now: whom to call. This page never turns into a form.")
    page.goto(f"{walk.address}/ar/signs/")
    walk.step(page, "Is this happening to me? No score, no verdict; each part ends at help.")
    page.goto(f"{walk.address}/ar/rights/")
    walk.step(page, "Her rights, also without papers, each with the law that says so.")
    page.goto(f"{walk.address}/ar/safety/")
    walk.step(page, "What a phone keeps, and what she can do.")


def find(walk, page):
    """Three short steps to an answer."""
    page.goto(f"{walk.address}/ar/find/")
    walk.step(page, "Find help: what she needs, where, in which language. All else may stay empty.")
    page.locator("input[name=kind][value=legal]").check()
    page.fill("input[name=place]", "برشلونة")
    page.locator("main form button").last.click()
    page.wait_for_selector("main article")
    walk.step(
        page,
        "Services, the best first, each with why it fits and what may stand in the way. She wrote"
        " the town in her own script.",
    )
    page.locator("main article h2 a, main article h3 a").first.click()
    page.wait_for_load_state("load")
    walk.step(page, "One service, with its age: “confirmed on …”. It prints as a plain card.")
    page.goto(f"{walk.address}/ar/help-lines/")
    walk.step(page, "Help lines in 27 countries: source, its date, and 112 beside each.")


def ask(walk, page):
    """She writes herself, and follows what becomes of it."""
    page.goto(f"{walk.address}/ar/ask/")
    page.wait_for_selector("input[name=kind]")
    walk.step(page, "Or she asks for a link herself. First: what, and how soon.")
    page.locator("input[name=kind][value=legal]").check()
    page.locator('input[name=soon][value="72 hours"]').check()
    page.locator("select[name=country]").select_option("ES")
    page.fill("input[name=area]", "Girona")
    page.locator("main form button:not([name])").click()
    page.wait_for_selector("input[name=agreed_word]")
    walk.step(page, "How she may be reached safely, and a word that shows that it is really us.")
    page.locator("input[name=channel][value=call]").check()
    page.fill("input[name=number]", "+999 600 000 001")
    page.fill("input[name=agreed_word]", "ليمون")
    page.locator("main form button:not([name])").click()
    page.wait_for_selector("input[name=digits]")
    walk.step(page, "Who will read it, before anything is sent; four digits of her own.")
    page.fill("input[name=digits]", "4711")
    page.locator("main form button:not([name])").click()
    page.wait_for_selector("strong bdi")
    walk.step(page, "The number for her paper. It and her four digits open what becomes of it.")


def leave(walk, page):
    """The way out."""
    page.goto(f"{walk.address}/easy/ar/")
    walk.step(page, "The same first page in easy words and large letters.")
    page.locator("#quick-exit").focus()
    walk.step(
        page,
        "The red button is the first thing on every page, and three times Escape does the same:"
        " the page is replaced by another site, and “back” does not lead here.",
    )
    walk.mended("In Arabic a lone dot hung at the end of the line with 112; it is gone.")
