"""Walks the scenes of an article and turns each quantity into a draft row or a reasoned refusal."""

from __future__ import annotations

from govextract.assemble.context import Context
from govextract.assemble.drafts import Draft, Findings, Verdict
from govextract.assemble.facts import Setting, fact_draft
from govextract.assemble.lists import is_in_name
from govextract.assemble.resolutions import CitedDocument, DocumentResult
from govextract.assemble.service_lists import ServiceCount
from govextract.assemble.services import read_service
from govextract.assemble.source import NO_SOURCE, SourceReader
from govextract.assemble.source_words import SourceWords
from govextract.document import Document
from govextract.lexing.mentions import Period, Quantity
from govextract.lexing.quantities import is_conversion
from govextract.link.asides import level_dated, told_aside
from govextract.link.company import add_company
from govextract.link.contest import Contest
from govextract.link.currency import add_currencies, add_percent
from govextract.link.meaning import OTHER
from govextract.link.roles import Role, RoleScorer
from govextract.link.scene import Scene, make_scenes
from govextract.link.when import CARRIED, decide_period
from govextract.link.where import decide_place
from govextract.link.wording import Wording
from govextract.rulepack.schema import Pack


class Linker:
    """The linking stage of one language."""

    def __init__(self, pack: Pack) -> None:
        wording = Wording(pack.wording.roles, pack.wording.indicators)
        self._contest = Contest(pack.weights.contest, pack.indicators, wording)
        self._roles = RoleScorer(pack.weights.roles, wording)
        self._facts = dict(pack.indicators)
        self._source_words = SourceWords(pack.citations)

    def link(self, document: Document, cited: DocumentResult) -> Findings:
        """Drafts and verdicts for all quantities of ``document``, and drafts of the documents it cites."""
        findings = Findings([_citation_draft(row) for row in cited.rows])
        context = Context(document, cited, SourceReader(document, cited, self._source_words))
        scenes = make_scenes(document)
        add_currencies(scenes, self._facts)
        add_percent(scenes, self._facts)
        add_company(scenes)
        for scene in scenes:
            context.enter(scene)
            for quantity in scene.quantities:
                self._one(document, scene, quantity, context, findings)
            context.exit(scene)
        _account(document, findings)
        return findings

    def _one(self, document: Document, scene: Scene, quantity: Quantity, context: Context, findings: Findings) -> None:
        if context.quantity is not None and is_conversion(context.quantity, quantity, scene.text):
            findings.verdicts.append(Verdict(quantity, "refused", "money.conversion"))
            return
        context.quantity = quantity
        if is_in_name(scene, quantity):
            findings.verdicts.append(Verdict(quantity, "refused", "document.name"))
            return
        service = read_service(scene, quantity, context.service, context.head, context.series)
        outcome = self._contest.decide(scene, quantity, context.heard())
        quantity = context.bounded(scene, quantity, outcome)
        assumed = context.assumes_goal
        inherited = context.times.periods(assumed)
        planned = context.planned(scene)
        period = decide_period(scene, quantity, assumed, inherited, context.event, planned)
        role = self._roles.decide(scene, quantity, outcome, period, context.surroundings(scene, quantity))
        winner = outcome.winner
        if service is not None and service.elliptic and winner is not None and winner.code != OTHER and winner.score > CLEAR:
            service = None  # a number that clearly has an indicator of its own counts no services
        if service is not None:
            context.service = service
            due = role.code == "goal" and period is not None and period.role == "by" and _tells(scene, period)
            if not due and (role.code != "goal" or outcome.winner is None):
                self._service(document, scene, quantity, service, role, context, findings)
                return
        goal = role.code == "goal"
        if goal or assumed:
            known = context.times.periods(goal, ahead=goal)
            if goal is not assumed or known != inherited:
                period = decide_period(scene, quantity, goal, known, context.event, planned)
        placed = context.times.placed(scene, quantity, period, goal=goal, previous=context.previous, shape=outcome.shape)
        if not goal and outcome.winner is not None:
            placed = context.times.of_index(scene, outcome.winner.hit, placed)
        source = context.sources.of_goal(scene, quantity, context.source, context.spoken) if goal else NO_SOURCE
        share = scene.respective.get(quantity.start)
        place = decide_place(scene, quantity, context.home, context.country)
        if share is not None and share.place is not None:
            place = share.place.term.code
        setting = Setting(placed, place, context.cited.body(source.issuer), source.document)
        draft = fact_draft(scene, quantity, outcome, role, setting, self._facts)
        if isinstance(draft, Draft):
            findings.drafts.append(draft)
            verdict = Verdict(quantity, "used", draft.rule, "", outcome, role)
        else:
            verdict = Verdict(quantity, "refused" if draft else "unclaimed", draft, "", outcome, role)
        findings.verdicts.append(verdict)
        aside = period is not None and (
            told_aside(scene, quantity, period) or outcome.shape == "bracket.number" or level_dated(scene, period) is not None
        )
        context.leave(scene, quantity, outcome, role, None if aside else placed)

    def _service(
        self, document: Document, scene: Scene, quantity: Quantity, service: ServiceCount, role: Role,
        context: Context, findings: Findings,
    ) -> None:  # fmt: skip
        near = [entry for entry in context.times.periods(False) if entry[0] > CARRIED]
        period = decide_period(scene, quantity, False, near, context.event) or context.as_of()
        place = decide_place(scene, quantity, context.home, context.country)
        total = quantity.out_of
        comparator = quantity.comparator if service.start <= quantity.start else "eq"  # "down from 1,058"
        fields = {
            "category": service.category, "count": int(quantity.value), "out_of": None if total is None else int(total),
            "comparator": comparator, "as_of": period.iso if period else None, "place": place,
            "level": service.level or context.level_of(service, int(quantity.value)),
        }  # fmt: skip
        key = (service.category, fields["count"], fields["out_of"])
        start = scene.row_start(service.start, quantity.start)
        findings.drafts.append(Draft("services", key, fields, start, service.end, service.rule, 0.8, quantity))
        findings.verdicts.append(Verdict(quantity, "used", service.rule, "", None, role))
        context.leave_service(service, int(quantity.value), period)


def _tells(scene: Scene, period: Period) -> bool:
    """Whether the sentence itself gives ``period``: "complete the remaining 4 services by March 31" counts what is to be done."""
    return scene.sentence.start <= period.start < scene.sentence.end


def _account(document: Document, findings: Findings) -> None:
    """Numbers of page furniture are refused as such; spelled numbers that count nothing known are no numbers at all."""
    judged = {(v.quantity.start, v.quantity.end) for v in findings.verdicts}
    judged |= {(v.quantity.core_start, v.quantity.core_end) for v in findings.verdicts}
    for quantity in document.quantities:
        if (quantity.core_start, quantity.core_end) not in judged and document.is_boilerplate(quantity.start):
            findings.verdicts.append(Verdict(quantity, "refused", "zone.boilerplate"))
    findings.verdicts[:] = [v for v in findings.verdicts if v.fate == "used" or v.quantity.rule == "number"]


def _citation_draft(row: CitedDocument) -> Draft:
    fields = {
        "doc_type": row.doc_type, "number": row.number, "symbol": row.symbol, "issued_on": row.issued_on,
        "issuer": row.issuer, "issuer_place": row.issuer_place, "title": row.title,
    }  # fmt: skip
    key = (row.doc_type, row.number, row.symbol, row.issuer, row.issued_on)
    return Draft("resolutions", key, fields, row.start, row.end, row.rule, row.confidence, mentions=row.mentions)


CLEAR = 2.0  # score from which an indicator beats a service count without a noun
