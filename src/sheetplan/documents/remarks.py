"""One remark on each sheet of the later stages: what its rows come to, in a sentence or two.

Every remark is made of figures that stand in the workbook and knows the cells it speaks of. Where a sheet has
no rows there is nothing to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sheetplan.documents.context import Figure, Origin
from sheetplan.documents.sentences import Sentences
from sheetplan.documents.sheet_rows import paired

ENOUGH_QUOTES = 3


class Remarks:
    """What can be said about the sheets of one workbook in one language."""

    def __init__(self, say: Sentences) -> None:
        self._say = say
        self._plan = say.plan
        self._outcome = say.outcome

    def all(self) -> Mapping[str, Callable[[], Figure | None]]:
        """Return every remark by the key of its field."""
        return {
            "daily_comment": self.daily,
            "quotes_comment": self.quotes,
            "materials_comment": self.materials,
            "tests_comment": self.tests,
            "risks_comment": self.risks,
            "log_comment": self.log,
            "channels_comment": self.channels,
            "feedback_comment": self.feedback,
            "attribution_comment": self.attribution,
            "actions_comment": self.actions,
        }

    def daily(self) -> Figure | None:
        """Return how many have signed up by the last day, and how that compares with the day before."""
        by_day: dict[date, Decimal] = {}
        for row in self._plan.daily:
            if row.day and row.sign_ups is not None:
                by_day[row.day] = by_day.get(row.day, Decimal(0)) + row.sign_ups
        if not by_day:
            return None
        days = sorted(by_day)
        total, last = sum(by_day.values(), Decimal(0)), days[-1]
        parts = [
            self._told(
                "daily", day=self._say.day(last), total=self._count(total), new=self._count(by_day[last])
            )
        ]
        if len(days) > 1 and by_day[days[-2]]:
            change = by_day[last] / by_day[days[-2]] - 1
            parts.append(self._told("daily_change", change=self._signed(change)))
        target = sum(row.target for row in self._plan.channels if row.target)
        if target:
            rate = self._say.percent(total / target)
            parts.append(self._told("daily_target", target=self._count(target), rate=rate))
        origins = [*_column("daily", "sign_ups"), *(_column("channels", "target") if target else ())]
        return self._joined(parts, origins)

    def channels(self) -> Figure | None:
        """Return which channel converts best and worst, and which brings most."""
        pairs = self._pairs("channels")
        rated = [pair for pair in pairs if pair[1] and pair[1].conversion_rate is not None]
        if not rated:
            return None
        best = max(rated, key=lambda pair: pair[1].conversion_rate)
        worst = min(rated, key=lambda pair: pair[1].conversion_rate)
        facts = {"best": best[0].channel, "rate": self._say.percent(best[1].conversion_rate)}
        parts = [self._told("channels_best", **facts)]
        if worst is not best:
            facts = {"worst": worst[0].channel, "rate": self._say.percent(worst[1].conversion_rate)}
            parts.append(self._told("channels_worst", **facts))
        cheap = [pair for pair in pairs if pair[1].cost_per_sign_up]
        if cheap:
            least = min(cheap, key=lambda pair: pair[1].cost_per_sign_up)
            facts = {"channel": least[0].channel, "cost": self._say.money(least[1].cost_per_sign_up)}
            parts.append(self._told("channels_cost", **facts))
        return self._joined(parts, _cells("channels", "conversion_rate", (best[0], worst[0])))

    def quotes(self) -> Figure | None:
        """Return how many purchases have enough quotes, and what choosing among them saved."""
        pairs = self._pairs("quotes")
        if not pairs:
            return None
        counts = Counter(row.purchase for row, _ in pairs)
        few = [purchase for purchase, count in counts.items() if count < ENOUGH_QUOTES]
        parts = [self._told("quotes", purchases=len(counts), quotes=len(pairs))]
        if few:
            names = self._say.fixed("separator").join(filter(None, few))
            parts.append(self._told("quotes_few", few=len(few), enough=ENOUGH_QUOTES, names=names))
        chosen = [pair for pair in pairs if pair[0].chosen == "yes" and pair[0].price is not None]
        if chosen:
            saved = sum((record.saving or Decimal(0) for _, record in chosen), Decimal(0))
            total = sum((row.price for row, _ in chosen), Decimal(0))
            facts = {"count": len(chosen), "total": self._say.money(total), "saved": self._say.money(saved)}
            parts.append(self._told("quotes_chosen", **facts))
        return self._joined(parts, _column("quotes", "price"))

    def materials(self) -> Figure | None:
        """Return how many items are accepted, and which is due first of the others."""
        rows = [row for row in self._plan.materials if row.status != "cancelled"]
        if not rows:
            return None
        missing = [row for row in rows if row.status != "accepted"]
        accepted = len(rows) - len(missing)
        parts = [self._told("materials", total=len(rows), accepted=accepted, missing=len(missing))]
        due = sorted((row for row in missing if row.due), key=lambda row: row.due or date.max)
        if due:
            parts.append(self._told("materials_due", item=due[0].item, day=self._say.day(due[0].due)))
        return self._joined(parts, [*_column("materials", "status"), *_cells("materials", "due", due[:1])])

    def tests(self) -> Figure | None:
        """Return how many tests have passed, and whether the event may go ahead on site."""
        pairs = self._pairs("technical_tests")
        if not pairs:
            return None
        results = Counter(record.final or "not_run" for _, record in pairs)
        facts = {key: results[key] for key in ("passed", "conditional", "failed", "not_run")}
        parts = [self._told("tests", total=len(pairs), **facts)]
        ready = results["passed"] == len(pairs)
        parts.append(self._told("tests_ready" if ready else "tests_not_ready"))
        return self._joined(parts, _column("technical_tests", "final"))

    def risks(self) -> Figure | None:
        """Return how many risks are high, and which is the highest."""
        pairs = [pair for pair in self._pairs("risks") if pair[0].status != "closed"]
        if not pairs:
            return None
        high = sum(record.level == "high" for _, record in pairs)
        parts = [self._told("risks", total=len(pairs), high=high)]
        scored = [pair for pair in pairs if pair[1].score is not None]
        if scored:
            row, record = max(scored, key=lambda pair: pair[1].score)
            facts = {
                "risk": row.risk,
                "score": self._count(record.score),
                "who": row.responsible or self._say.fixed("dash"),
            }
            parts.append(self._told("risks_top", **facts))
        return self._joined(parts, _column("risks", "level"))

    def log(self) -> Figure | None:
        """Return how many incidents there were, how many are open, and how long people took to respond."""
        pairs = self._pairs("log")
        if not pairs:
            return None
        still = sum(row.result not in {"resolved", "mitigated"} for row, _ in pairs)
        parts = [self._told("log", total=len(pairs), done=len(pairs) - still, still=still)]
        timed = [pair for pair in pairs if pair[1].response_minutes is not None]
        if timed:
            row, record = max(timed, key=lambda pair: pair[1].response_minutes)
            total = sum((other.response_minutes for _, other in timed), Decimal(0))
            mean = total / len(timed)
            facts = {"mean": self._count(round(mean, 1)), "most": self._count(record.response_minutes)}
            parts.append(self._told("log_time", issue=row.issue, **facts))
        return self._joined(parts, [*_column("log", "result"), *_column("log", "response_minutes")])

    def feedback(self) -> Figure | None:
        """Return how many have answered, how satisfied they are, and what they speak of most."""
        rows = self._plan.feedback
        if not rows:
            return None
        parts = [self._told("feedback", count=len(rows))]
        marks = [row.satisfaction for row in rows if row.satisfaction is not None]
        if marks:
            mean = self._count(round(sum(marks, Decimal(0)) / len(marks), 1))
            parts.append(self._told("feedback_score", score=mean, count=len(marks)))
        aspects = Counter(row.aspect for row in rows if row.aspect).most_common(1)
        if aspects and aspects[0][1] > 1:
            parts.append(self._told("feedback_aspect", aspect=aspects[0][0], count=aspects[0][1]))
        return self._joined(parts, _column("feedback", "satisfaction"))

    def attribution(self) -> Figure | None:
        """Return where the causes of the problems lie: goal, process, resources or team."""
        problems = [row for row in self._plan.review if row.nature != "highlight"]
        if not problems:
            return None
        counted = Counter(row.attribution for row in problems if row.attribution)
        listed = self._say.fixed("parts_separator").join(
            self._told("attribution_part", what=self._say.word("attribution", what), count=count)
            for what, count in counted.most_common()
        )
        key = "attribution" if counted else "attribution_none"
        return self._joined(
            [self._told(key, total=len(problems), parts=listed)], _cells("review", "attribution", problems)
        )

    def actions(self) -> Figure | None:
        """Return how many improvements there are, how many are done, and which is due first."""
        rows = self._plan.actions
        if not rows:
            return None
        done = sum(row.status == "done" for row in rows)
        high = sum(row.priority == "high" for row in rows)
        parts = [self._told("actions", total=len(rows), high=high, done=done)]
        due = sorted(
            (row for row in rows if row.due and row.status != "done"), key=lambda row: row.due or date.max
        )
        if due:
            facts = {"day": self._say.day(due[0].due), "action": due[0].action, "who": due[0].responsible}
            parts.append(self._told("actions_due", **facts))
        return self._joined(parts, [*_column("actions", "status"), *_cells("actions", "due", due[:1])])

    # -- pieces --------------------------------------------------------------------------------------

    def _pairs(self, sheet: str) -> list[tuple[Any, Any]]:
        return paired(self._plan, self._outcome, sheet)

    def _told(self, key: str, **facts: object) -> str:
        return self._say.words.text("remarks", key, currency=self._say.currency, **facts)

    def _count(self, number: Decimal | float) -> str:
        return self._say.amount(Decimal(str(number)), None)

    def _signed(self, rate: Decimal) -> str:
        return ("+" if rate > 0 else "") + self._say.percent(rate)

    def _joined(self, parts: Sequence[str], origins: Iterable[Origin]) -> Figure:
        gap = "" if self._say.words.language == "zh" else " "
        return Figure(gap.join(parts), tuple(dict.fromkeys(origins)))


def _column(sheet: str, column: str) -> tuple[Origin, ...]:
    return (Origin(sheet, column),)


def _cells(sheet: str, column: str, rows: Iterable[Any]) -> tuple[Origin, ...]:
    return tuple(Origin(sheet, column, row.id, row.row) for row in rows)
