"""What every answer must carry and may not hold; asked of whatever a test has before it."""

import re

WANTED = {
    "Cache-Control": "no-store, max-age=0",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# A style element, a style or an act within a tag, a script that is not a file of ours, a file of
# somebody else.
INLINE = re.compile(
    r"<style\b|<[a-z][^<>]*\s(?:style|on[a-z]+)\s*=|<script(?! src=\"/static/)"
    r"|src=\"(?:http|//)|<link(?![^>]*rel=\"(?:canonical|alternate)\")[^>]*href=\"(?:http|//)"
)
TYPED = re.compile(r"<textarea.*?</textarea>|value=\"[^\"]*\"", re.DOTALL)


def assert_carries_the_headers(answer):
    """Whatever it is, page, file or fault."""
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "://" not in policy
    assert {name: answer.headers.get(name) for name in WANTED} == WANTED
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def assert_nothing_inline(answer):
    """What a page holds besides what somebody typed into it."""
    if "html" in answer.headers.get("Content-Type", "") and not answer.streaming:
        found = INLINE.search(TYPED.sub("", answer.content.decode()))
        assert not found, found and found[0]
