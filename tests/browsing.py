"""Going from page to page in the browser of a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator


def follow(link: Locator) -> None:
    """Click a link, and wait until the page or the place that it leads to is there, and whole.

    A click alone returns before that: what is asked next may be answered by the page before.
    """
    with link.page.expect_event("framenavigated"):
        link.click()
    link.page.wait_for_load_state()
