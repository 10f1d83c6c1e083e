"""The rules that look at records together. Each is a function whose first line of help is the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from goldenthread.problems import Problem
from goldenthread.read import Content
from goldenthread.rules import (
    accessibility,
    actions,
    addresses,
    appendix_files,
    approvals,
    corrections,
    council,
    deadlines,
    drafts,
    figures,
    paragraph_numbers,
    pictures,
    plain_words,
    readable,
    references,
    repeats,
    report_formats,
    reports,
    repository,
    reviews,
    texts,
)
from goldenthread.rules.finding import Finding, said

Rule = Callable[[Content], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    references.id_is_file_name,
    references.words_are_on_their_list,
    references.references_lead_somewhere,
    references.documents_and_themes_are_listed,
    references.ids_are_given_once,
    references.recommendations_exist,
    actions.numbers_run_on,
    actions.pointers_lead_somewhere,
    actions.pointers_do_not_go_round,
    actions.a_response_is_given_or_said_to_be_blank,
    actions.blanks_are_told,
    actions.leads_are_known,
    actions.names_mean_one_office,
    actions.timelines_are_times,
    actions.targets_come_after_the_meeting,
    actions.completion_has_evidence,
    actions.moved_timelines_have_a_reason,
    actions.answers_are_to_the_plans_reviews,
    reviews.events_are_in_a_possible_order,
    reviews.the_same_words_are_linked,
    figures.rows_fill_their_columns,
    figures.totals_are_sums,
    figures.cells_are_there,
    figures.one_figure_is_stated_in_one_way,
    report_formats.a_format_can_be_filled,
    report_formats.the_format_holds_on_the_day,
    report_formats.sections_are_the_formats,
    report_formats.none_is_said_in_the_formats_words,
    report_formats.sign_off_is_printed_where_the_format_prints_it,
    report_formats.one_option_is_preferred,
    reports.an_appendix_is_one_thing,
    reports.what_is_not_supplied_is_told,
    reports.files_are_there,
    council.the_crest_is_there,
    council.the_colour_can_be_read,
    approvals.roles_are_listed,
    approvals.days_in_office_run_forward,
    approvals.owners_are_as_the_rules_say,
    texts.what_is_drawn_is_there,
    texts.cross_references_lead_somewhere,
    paragraph_numbers.marks_get_numbers,
    readable.everybody_can_use_a_text,
    pictures.pictures_can_be_shown,
    appendix_files.files_are_as_recorded,
    appendix_files.files_can_be_read,
    appendix_files.file_names_differ,
    drafts.nothing_is_left_to_write,
    repeats.nearly_the_same_is_suggested,
    plain_words.our_words_are_plain,
    deadlines.a_rule_gives_a_day,
    deadlines.calendar_days_lie_within_it,
    deadlines.departures_name_a_deadline,
    deadlines.days_can_be_counted,
    corrections.corrections_are_about_something,
    corrections.kept_versions_stay_as_they_were,
)


# These ask what day it is as well.
DATED_RULES: tuple[Callable[[Content, date], Iterator[Finding]], ...] = (
    references.public_does_not_name_private,
    references.withdrawals_have_begun,
    texts.cross_references_name_nothing_private,
    actions.updates_are_in_order,
    corrections.corrections_are_in_order,
    deadlines.meetings_can_be_met,
    repository.a_public_repository_holds_nothing_back,
    approvals.somebody_holds_each_role,
    addresses.no_address_vanishes,
    addresses.moves_lead_somewhere,
    addresses.new_addresses_are_kept,
    accessibility.the_statement_is_whole,
)


def check(content: Content, today: date) -> list[Problem]:
    """Hold the content against every rule and give all that is found."""
    found = [finding for rule in RULES for finding in rule(content)]
    found += [finding for dated_rule in DATED_RULES for finding in dated_rule(content, today)]
    return [said(content, finding) for finding in found]
