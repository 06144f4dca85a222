"""The plain sentences of a report: deterministic, each from figures that stand in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sheetplan.documents.context import Figure, Origin, Value
from sheetplan.documents.formats import plain, words_of
from sheetplan.engine.outcome import MetricOutcome, Outcome
from sheetplan.language import Wording
from sheetplan.model.plan import Plan
from sheetplan.model.sheets.metrics import Metric

CENT = Decimal("0.01")
TENTH = Decimal("0.1")
_PERCENT = frozenset({"%", "％"})


class Sentences:
    """What can be said about one outcome in one language; people's own passages come first."""

    def __init__(self, plan: Plan, outcome: Outcome, words: Wording) -> None:
        self.plan = plan
        self.outcome = outcome
        self.words = words

    def summary(self) -> str:
        """Return what the event is and how it stands, in two sentences, once it has a name and a day."""
        event = self.plan.event
        if not (event.name and event.event_date):
            return self._passage("summary")
        audience = self._say("summary_audience", audience=event.audience) if event.audience else ""
        place = self._say("summary_place", venue=event.venue) if event.venue else ""
        over = event.event_date < self.outcome.status_date
        sentence = self._say(
            "summary_past" if over else "summary",
            name=event.name,
            day=self.day(event.event_date),
            place=place,
            audience=audience,
        )
        return self._passage("summary") or self._gap().join(filter(None, (sentence, self._results())))

    def _results(self) -> str:
        """Return how many metrics are met and what is spent, as far as there is anything to say."""
        totals = self.outcome.event
        clauses = []
        if totals.metric_count:
            key = "summary_met" if totals.metrics_met else "summary_metrics"
            clauses.append(self._say(key, total=totals.metric_count, met=totals.metrics_met))
        if totals.budget_total:
            key = "summary_spent" if totals.actual_total else "summary_budget"
            planned, spent = self.money(totals.budget_total), self.money(totals.actual_total)
            clauses.append(self._say(key, planned=planned, spent=spent))
        return self.fixed("clause_separator").join(clauses) + (self.fixed("full_stop") if clauses else "")

    def metrics_comment(self) -> str:
        """Return how many aims were met, which came out best and which worst."""
        verdicts = Counter(record.verdict for record in self.outcome.metrics)
        parts = [
            self._say(f"verdict_{verdict}", count=verdicts[verdict])
            for verdict in ("met", "nearly", "missed", "open", "no_target")
            if verdicts[verdict]
        ]
        counted = self._say(
            "metrics_comment",
            total=len(self.outcome.metrics),
            parts=self.fixed("parts_separator").join(parts),
        )
        return self._passage("metrics_comment") or "".join([counted if parts else "", *self._extremes()])

    def budget_comment(self) -> str:
        """Return what was spent against the budget, and where it went over most."""
        totals = self.outcome.event
        if not (totals.budget_total or totals.actual_total):
            return self._passage("budget_comment")
        if not totals.actual_total:
            sentence = self._say("budget_open", planned=self.money(totals.budget_total))
        else:
            sentence = self._say(
                "budget_over" if totals.budget_variance > 0 else "budget_within",
                planned=self.money(totals.budget_total),
                spent=self.money(totals.actual_total),
                rate=self.percent(totals.spend_rate),
                rest=self.money(abs(totals.budget_variance)),
            )
        return self._passage("budget_comment") or sentence + self._worst_category()

    def schedule_comment(self) -> str:
        """Return how many tasks are done and which one slips most."""
        totals = self.outcome.event
        if not totals.task_count:
            return self._passage("schedule_comment")
        late = [record for record in self.outcome.tasks if record.status == "slipping"]
        facts = {"total": totals.task_count, "done": totals.tasks_done}
        if not late:
            return self._passage("schedule_comment") or self._say("schedule_good", **facts)
        worst = max(late, key=lambda record: record.finish_variance or Decimal(0))
        sentence = self._say(
            "schedule_late", **facts, late=len(late), title=worst.title, days=worst.finish_variance or 0
        )
        return self._passage("schedule_comment") or sentence

    def conclusions(self) -> tuple[str, ...]:
        """Return the core conclusions: people's own, else one each on aims, money and time."""
        own = tuple(row.content for row in self.plan.texts if row.passage == "conclusion" and row.content)
        return own or (self.metrics_comment(), self.budget_comment(), self.schedule_comment())

    def day(self, day: date | None) -> str:
        """Return a date as it stands in a sentence."""
        return plain(day, words_of(self.words.language)) or self.fixed("dash")

    def key_metric(self, index: int) -> dict[str, Value | Figure]:
        """Return a metric as a card: name, actual, and how that compares with the target."""
        metric, record = self.plan.metrics[index], self.outcome.metrics[index]
        unit = (metric.unit or "").strip()
        percent = unit if unit in _PERCENT else None
        label = self._say("metric_label", metric=metric.metric or "", unit=unit)
        target = self.amount(metric.target, percent)
        rate = record.achievement_rate
        note = (
            self._say("key_metric_open", target=target)
            if rate is None
            else self._say("key_metric_note", target=target, rate=self.percent(rate))
        )
        shown = metric.metric if percent or not unit else label
        actual, aim = (Origin("metrics", column, metric.id, metric.row) for column in ("actual", "target"))
        return {
            "metric": shown,
            "actual": Figure(self.amount(metric.actual, percent), (actual,)),
            "note": Figure(note, (aim, actual)),
        }

    def amount(self, number: Decimal | None, unit: str | None) -> str:
        """Return a number with its unit: ``12,000 人``, ``5%``; a dash for none."""
        if number is None:
            return self.fixed("dash")
        if (unit or "").strip() in _PERCENT:
            return self.percent(number if abs(number) <= 1 else number / 100)
        text = f"{number.quantize(CENT, ROUND_HALF_UP):,f}".rstrip("0").rstrip(".")
        return f"{text} {unit}" if unit else text

    def money(self, amount: Decimal) -> str:
        """Return an amount with thousands separators, fen only where there are any."""
        return f"{amount.quantize(CENT, ROUND_HALF_UP):,f}".removesuffix(".00")

    @property
    def currency(self) -> str:
        """Return what stands beside amounts."""
        return self.words.currency(self.plan.currency)

    def percent(self, rate: Decimal | None) -> str:
        """Return a ratio as a percentage with at most one decimal."""
        if rate is None:
            return self.fixed("dash")
        return f"{(rate * 100).quantize(TENTH, ROUND_HALF_UP):f}".removesuffix(".0") + "%"

    def word(self, choices: str, key: str | None) -> str | None:
        """Return the word for a choice, or nothing for none."""
        return self.words.choice(choices, key) if key else None

    def listed(self, names: tuple[str, ...] | None) -> str:
        """Return names as one text."""
        return self.fixed("separator").join(names or ())

    def fixed(self, key: str) -> str:
        """Return a piece of wording without arguments."""
        return self.words.text("sentences", key)

    def _say(self, key: str, **facts: object) -> str:
        return self.words.text("sentences", key, currency=self.currency, **facts)

    def _passage(self, passage: str) -> str:
        """Return what people wrote on 文字 for a place, or nothing."""
        rows = (row.content for row in self.plan.texts if row.passage == passage and row.content)
        return "\n".join(rows)

    def _rated(self) -> list[tuple[Decimal, Metric, MetricOutcome]]:
        pairs = zip(self.plan.metrics, self.outcome.metrics, strict=True)
        return [(r.achievement_rate, m, r) for m, r in pairs if r.achievement_rate is not None]

    def _extremes(self) -> Iterator[str]:
        rated = self._rated()
        if not rated:
            return
        rate, best, _ = max(rated, key=lambda triple: triple[0])
        yield self._gap() + self._say("metrics_best", metric=best.metric or "", rate=self.percent(rate))
        rate, worst, _ = min(rated, key=lambda triple: triple[0])
        if rate < 1:
            yield self._gap() + self._say(
                "metrics_worst",
                metric=worst.metric or "",
                rate=self.percent(rate),
                target=self.amount(worst.target, worst.unit),
                actual=self.amount(worst.actual, worst.unit),
            )
            if worst.reason:
                yield self._gap() + self._stopped(self._say("metrics_reason", reason=worst.reason))

    def _worst_category(self) -> str:
        pairs = zip(self.plan.budget_summary, self.outcome.budget_summary, strict=True)
        sums = ((record.variance or 0, category.category) for category, record in pairs)
        over = [(variance, category) for variance, category in sums if variance > 0]
        if not over:
            return ""
        variance, category = max(over, key=lambda pair: pair[0])
        return self._gap() + self._say(
            "budget_worst", category=category or "", over=self.money(Decimal(variance))
        )

    def _stopped(self, sentence: str) -> str:
        """Return a sentence of people's with the full stop it may lack."""
        return (
            sentence
            if sentence.endswith(("。", ".", "！", "!", "？", "?"))
            else sentence + self.fixed("full_stop")
        )

    def _gap(self) -> str:
        """Return what stands between two sentences: nothing in Chinese, a blank elsewhere."""
        return "" if self.words.language == "zh" else " "
