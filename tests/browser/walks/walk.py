"""One walk: its page of words, its pictures, and the browsers of those who walk in it."""

import email
import re
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from communitylinkage.people import totp
from communitylinkage.people.demo import PASSWORD, seed_of
from tests.browser.fitting import beyond
from tests.browser.product import manage

PHONE, DESK = (360, 740), (1280, 800)
TALLEST = 1500


@dataclass
class Walk:
    """Written down as it is played.

    Args:
        environment: of the product; its worker is run with it.
        folder: None plays it without writing.
    """

    name: str
    title: str
    address: str
    chromium: object
    environment: dict
    folder: Path | None = None
    lines: list[str] = field(default_factory=list)
    pictures: int = 0
    contexts: list = field(default_factory=list)

    def __post_init__(self):
        self.lines.append(f"# {self.title}\n")
        if self.folder:
            shutil.rmtree(self.folder / self.name, ignore_errors=True)
            (self.folder / self.name).mkdir(parents=True)

    def browser(self, size=PHONE, scripts=True):
        """A page in a fresh browser of its own."""
        wide, high = size
        context = self.chromium.new_context(
            viewport={"width": wide, "height": high}, java_script_enabled=scripts
        )
        self.contexts.append(context)
        return context.new_page()

    def signed_in(self, who, size=PHONE, language="en"):
        """A browser in which a made-up person has passed both steps."""
        page = self.browser(size)
        page.goto(f"{self.address}/{language}/staff/sign-in/")
        page.fill("input[name=email]", f"{who}@demo.invalid")
        page.fill("input[name=password]", PASSWORD)
        page.click("main button")
        page.wait_for_url("**/staff/second/")
        # A code works once: whoever signed in within this half minute has used it already.
        for later in (0, 1):
            if page.url.endswith("/staff/second/"):
                code = totp.code_at(seed_of(who), totp.step_at(datetime.now(UTC)) + later)
                page.locator("main input:not([type=hidden])").first.fill(code)
                page.locator("main button").first.click()
                page.wait_for_load_state("load")
        page.wait_for_url(f"**/{language}/staff/")
        return page

    def letter(self, sign):
        """The latest letter to a made-up person that holds a sign, once the worker has sent it."""
        letters = Path(self.environment["COMMUNITYLINKAGE_VAR"]) / "demo-letters"
        for _round in range(20):  # what the demo left to be sent goes first
            manage(self.environment, "worker", "--once")
            for one in sorted(letters.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True):
                text = email.message_from_bytes(one.read_bytes()).get_payload(decode=True).decode()
                if sign in text:
                    return text
        raise AssertionError("no such letter")

    def say(self, words):
        """A paragraph."""
        self.lines.append(f"{words}\n")

    def step(self, page, words):
        """What she did and sees now, with its picture. A missing or too wide page fails."""
        page.wait_for_load_state("load")
        assert "not here" not in page.inner_text("h1"), page.url
        assert beyond(page) <= 0, page.url
        self.pictures += 1
        self.lines.append(f"{self.pictures}. {words}\n")
        if self.folder is None:
            return
        file = f"{self.pictures:02d}.jpg"
        high = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        page.screenshot(
            path=self.folder / self.name / file,
            type="jpeg",
            quality=55,
            full_page=True,
            clip={"x": 0, "y": 0, "width": page.viewport_size["width"], "height": high},
        )
        alt = re.sub(r"[\[\]*`]", "", words.split(". ")[0])
        width = 270 if page.viewport_size["width"] < 600 else 640
        self.lines.append(f'   <img src="{self.name}/{file}" width="{width}" alt="{alt}">\n')

    def mended(self, *sentences):
        """What was found on this walk and mended."""
        self.lines.append("## What was mended on the way\n")
        self.lines.append("".join(f"- {sentence}\n" for sentence in sentences))

    def end(self):
        """Closes its browsers, and writes its page."""
        for context in self.contexts:
            context.close()
        if self.folder:
            (self.folder / f"{self.name}.md").write_text("\n".join(self.lines), "utf-8")
