"""The rules that check records together; the first line of a rule's docstring is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from goldenthread.common.errors import CommandError, Exit
from goldenthread.common.problems import Problem, Severity, as_text, has_errors, in_order
from goldenthread.read import Content, read
from goldenthread.read.on_day import LeftOut, on_day
from goldenthread.rules import (
    accessible_text,
    approvals,
    attached_files,
    call_in,
    called_meetings,
    chronology,
    corrections,
    council_settings,
    drafts,
    figures,
    lawful_decisions,
    lost_words,
    names,
    numbers,
    permanent_addresses,
    plan_rows,
    positions,
    progress_in_papers,
    repeats,
    report_formats,
    resolved_parts,
    sensitive_text,
    text_references,
)
from goldenthread.rules.finding import Finding, said

Rule = Callable[[Content], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    names.id_is_file_name,
    names.words_are_on_their_list,
    names.roles_are_filled,
    names.references_lead_somewhere,
    names.documents_and_themes_are_listed,
    names.ids_are_given_once,
    names.recommendations_exist,
    numbers.each_number_has_an_address,
    numbers.missing_numbers_are_explained,
    numbers.printed_counts_are_not_less,
    numbers.grades_are_for_parts,
    plan_rows.pointers_lead_somewhere,
    plan_rows.pointers_do_not_go_round,
    plan_rows.a_response_is_given_or_said_to_be_blank,
    plan_rows.recommendations_have_words,
    plan_rows.blanks_are_told,
    plan_rows.leads_are_known,
    plan_rows.names_mean_one_office,
    plan_rows.timelines_are_times,
    plan_rows.targets_come_after_the_plan,
    plan_rows.completion_has_evidence,
    plan_rows.closings_are_recorded,
    positions.disagreement_has_a_reason,
    plan_rows.moved_timelines_have_a_reason,
    plan_rows.answers_are_to_the_plans_reviews,
    plan_rows.declared_totals_agree,
    chronology.events_are_in_a_possible_order,
    chronology.the_same_words_are_linked,
    lawful_decisions.the_maker_can_decide,
    lawful_decisions.the_record_is_whole,
    lawful_decisions.the_record_is_published,
    lawful_decisions.officers_name_their_authority,
    lawful_decisions.declarations_have_a_name,
    lawful_decisions.votes_are_on_parts,
    lawful_decisions.decisions_replace_earlier_ones,
    lawful_decisions.a_report_is_decided_once,
    lawful_decisions.a_decision_and_its_report_agree,
    resolved_parts.each_part_is_decided_once,
    resolved_parts.words_fit_the_outcome,
    resolved_parts.actions_are_there,
    resolved_parts.refused_actions_are_not_agreed,
    call_in.a_decision_has_a_possible_course,
    call_in.a_call_in_stops_the_clock,
    call_in.call_in_is_in_time,
    figures.rows_fill_their_columns,
    figures.totals_are_sums,
    figures.cells_are_there,
    figures.one_figure_is_stated_in_one_way,
    report_formats.a_format_can_be_filled,
    report_formats.the_format_holds_on_the_day,
    report_formats.sections_are_the_formats,
    report_formats.a_decision_is_one_thing,
    progress_in_papers.progress_is_of_a_day,
    progress_in_papers.progress_since_runs_forward,
    report_formats.sections_keep_to_their_length,
    report_formats.none_is_said_in_the_formats_words,
    report_formats.sign_off_is_printed_where_the_format_prints_it,
    report_formats.one_option_is_preferred,
    report_formats.marks_get_numbers,
    attached_files.an_appendix_is_one_thing,
    attached_files.what_is_exempt_is_not_called_public,
    attached_files.what_is_not_supplied_is_told,
    attached_files.files_are_there,
    attached_files.pictures_can_be_shown,
    attached_files.files_are_as_recorded,
    attached_files.files_can_be_read,
    attached_files.files_are_of_a_safe_kind,
    attached_files.file_names_differ,
    council_settings.the_crest_is_there,
    council_settings.the_typeface_can_be_used,
    council_settings.the_colour_can_be_read,
    council_settings.a_demonstration_gives_no_councils_contact,
    approvals.roles_are_listed,
    approvals.days_in_office_run_forward,
    approvals.owners_are_as_the_rules_say,
    text_references.what_is_drawn_is_there,
    text_references.cross_references_lead_somewhere,
    accessible_text.everybody_can_use_a_text,
    accessible_text.our_words_are_plain,
    sensitive_text.nothing_is_marked_or_about_a_private_person,
    lost_words.no_word_is_lost,
    lost_words.papers_have_every_letter,
    drafts.nothing_is_left_to_write,
    drafts.nothing_made_is_kept_in_git,
    repeats.nearly_the_same_is_suggested,
    chronology.a_rule_gives_a_day,
    chronology.calendar_days_lie_within_it,
    chronology.departures_name_a_deadline,
    chronology.days_can_be_counted,
    chronology.deadlines_need_one_event,
    called_meetings.meetings_are_named_for_their_day,
    called_meetings.papers_follow_their_meeting,
    called_meetings.notices_have_their_particulars,
    called_meetings.notices_agree_with_their_paper,
    called_meetings.key_decisions_are_noticed_in_time,
    corrections.corrections_are_about_something,
    corrections.kept_versions_stay_as_they_were,
    corrections.kept_pages_run_nothing,
    corrections.what_is_published_is_recorded,
    corrections.editions_have_a_reason,
)


# These ask what day it is as well.
DATED_RULES: tuple[Callable[[Content, date], Iterator[Finding]], ...] = (
    names.public_does_not_name_private,
    names.withdrawals_have_begun,
    text_references.cross_references_name_nothing_private,
    plan_rows.updates_are_in_order,
    progress_in_papers.progress_since_is_of_a_day_that_came,
    chronology.lists_change_in_order,
    lawful_decisions.decisions_are_not_in_the_future,
    corrections.corrections_are_in_order,
    corrections.published_papers_are_recorded,
    chronology.meetings_can_be_met,
    chronology.deadlines_have_their_events,
    chronology.one_deadline_has_one_result,
    chronology.the_register_says_since_when_it_is_kept,
    drafts.a_public_repository_holds_nothing_back,
    approvals.somebody_holds_each_role,
    permanent_addresses.no_address_vanishes,
    permanent_addresses.moves_lead_somewhere,
    permanent_addresses.new_addresses_are_kept,
    council_settings.the_statement_is_whole,
)


def check(content: Content, today: date) -> list[Problem]:
    """Return what every rule finds in the content."""
    found = [finding for rule in RULES for finding in rule(content)]
    found += [finding for dated_rule in DATED_RULES for finding in dated_rule(content, today)]
    return [said(content, finding) for finding in found]


@dataclass(frozen=True, slots=True)
class Checked:
    """The content when nothing stops a build, all problems in order, and what is later than the day that was asked for."""

    content: Content | None
    problems: tuple[Problem, ...]
    left_out: LeftOut | None = None


def examine(root: Path, today: date, now: date | None = None) -> Checked:
    """Read everything and check it against every rule.

    `now` is the real day, for which the files are written: where `today` is before it, the files are checked as on `now`,
    and the content is what they say of the day `today`.
    """
    is_past = now is not None and today < now
    content, problems = read(root)
    if content is not None:
        problems = problems + check(content, now if now and is_past else today)
    if content is None or has_errors(problems):
        return Checked(None, tuple(in_order(problems)))
    content, left_out = on_day(content, today) if is_past else (content, None)
    return Checked(content, tuple(in_order(problems)), left_out)


class ContentHasErrors(CommandError):
    """The files have errors, which are the text, so nothing can be worked out from them."""

    exit_code = Exit.PROBLEMS


def sound_content(root: Path, today: date, now: date | None = None) -> Content:
    """Read and check everything, as `examine` does; raise ContentHasErrors when anything stops a build."""
    checked = examine(root, today, now)
    if checked.content is None:
        raise ContentHasErrors(as_text([p for p in checked.problems if p.severity is Severity.ERROR]))
    return checked.content
