"""Rules of 宣传排期: posts that follow each other, are looked over, and appear."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from operator import attrgetter

from sheetplan.rules.lookup import last_day
from sheetplan.rules.rule import Case, Hit, Severity, Word, at, rule

LONGEST_STEP = 3
"""Working days from one post to the next shortly before the event; attention does not last longer."""
SHORTLY = timedelta(days=10)
UNTIL_COUNTED = timedelta(days=2)
"""After which exposure can be looked up."""

_POST = "promotion N{n} day={day} stage=warm_up channel=公众号 content=预告 responsible=王芳 reviewer=李雷"


def _posts(*days: str) -> str:
    return "\n".join(_POST.format(n=n, day=day) for n, day in enumerate(days, 1))


@rule("PRO001", Severity.WARNING, bad=_posts("d14", "d18", "d20"), good=_posts("d14", "d16", "d18", "d20"))
def silence(case: Case) -> Iterator[Hit]:
    """Yield stretches shortly before the event in which nothing is posted."""
    day = case.plan.event.event_date
    posts = sorted(
        (post for post in case.plan.promotion if post.day and post.status != "cancelled"),
        key=attrgetter("day"),
    )
    ahead = [post for post in posts if day and post.day and day - SHORTLY <= post.day <= day]
    for before, after in pairwise(ahead):
        if before.day and after.day and case.calendar.count(before.day, after.day) > LONGEST_STEP:
            quiet = (after.day - before.day).days - 1
            yield at(after, "day", start=before.day, finish=after.day, days=quiet)


@rule("PRO002", Severity.ERROR, bad=_posts("d21"), good=_posts("d20"))
def warm_up_after_event(case: Case) -> Iterator[Hit]:
    """Yield posts meant to bring people to an event that is over by then."""
    end = last_day(case.plan.event)
    for post in case.plan.promotion:
        if end and post.day and post.day > end and post.stage in {"warm_up", "sign_up"}:
            yield at(post, "day", day=post.day, stage=Word("promotion_stage", post.stage or ""), end=end)


@rule(
    "PRO003",
    Severity.WARNING,
    bad=f"{_posts('d19')}\nstatus d20",
    good=f"{_posts('d19')} status=published published_on=d19 exposure=800\nstatus d20",
)
def not_published(case: Case) -> Iterator[Hit]:
    """Yield posts whose day has passed without their appearing."""
    for post in case.plan.promotion:
        late = post.day and post.day < case.outcome.status_date
        if late and post.status not in {"published", "cancelled"} and not post.published_on:
            yield at(post, "status", content=post.content, day=post.day)


@rule(
    "PRO004",
    Severity.WARNING,
    bad=_posts("d19").replace("reviewer=李雷", "reviewer= status=scheduled"),
    good=_posts("d19").replace("reviewer=李雷", "reviewer=李雷 status=scheduled"),
)
def reviewed_by_nobody(case: Case) -> Iterator[Hit]:
    """Yield posts that go out, or have gone out, without a second pair of eyes."""
    for post in case.plan.promotion:
        if post.status in {"scheduled", "published"} and not post.reviewer:
            yield at(post, "reviewer", content=post.content)


@rule(
    "PRO005",
    Severity.NOTE,
    bad=f"{_posts('d17')} status=published published_on=d17\nstatus d20",
    good=f"{_posts('d17')} status=published published_on=d17 exposure=800\nstatus d20",
)
def published_without_exposure(case: Case) -> Iterator[Hit]:
    """Yield posts that have been out for days, of which nobody has noted how many saw them."""
    for post in case.plan.promotion:
        out = post.published_on
        if out and out + UNTIL_COUNTED < case.outcome.status_date and post.exposure is None:
            yield at(post, "exposure", content=post.content, day=out)


@rule(
    "PRO006",
    Severity.ERROR,
    bad=f"{_posts('d19')} published_on=d19",
    good=f"{_posts('d19')} published_on=d19\nstatus d19",
)
def published_in_future(case: Case) -> Iterator[Hit]:
    """Yield posts that are said to be out on a day yet to come."""
    for post in case.plan.promotion:
        if post.published_on and post.published_on > case.outcome.status_date:
            yield at(post, "published_on", content=post.content, day=post.published_on)


@rule(
    "PRO007",
    Severity.NOTE,
    bad="event registration_closes=d21",
    good="event registration_opens=d5 registration_closes=d18",
)
def registration_closes_after_event(case: Case) -> Iterator[Hit]:
    """Yield a registration that closes when the event is over, or before it opens."""
    event, end = case.plan.event, last_day(case.plan.event)
    opens, closes = event.registration_opens, event.registration_closes
    if closes and ((end and closes > end) or (opens and closes < opens)):
        yield at(event, "registration_closes", day=closes)
