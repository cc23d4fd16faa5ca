//! The rules, one module and one page of documentation each.

pub mod rule;
pub mod settings;

mod admonition_empty;
mod admonition_kind_unknown;
mod alternative_unknown;
mod annotation_unsupported;
mod broken_anchor;
mod broken_link;
mod catalog_invalid;
mod category_folder;
mod causes;
mod checklist_missing;
mod code_share;
mod cross_references_missing;
mod decision_support_missing;
mod diagram_count;
mod diagram_duplicate;
mod diagram_syntax;
mod diagram_undrawn;
mod duplicate_title;
mod essential_question_late;
mod essential_question_mismatch;
mod essential_question_missing;
mod example_length;
mod failure_story_impact;
mod failure_story_missing;
mod fence_in_fence;
mod fence_unclosed;
mod file_name;
mod frontmatter_field_missing;
mod frontmatter_field_type;
mod frontmatter_field_unknown;
mod frontmatter_field_value;
mod frontmatter_misplaced;
mod frontmatter_missing;
mod frontmatter_syntax;
mod frontmatter_value_cut;
mod heading_before_title;
mod heading_space;
mod icon_unknown;
mod include_in_block;
mod level_balance;
mod level_empty;
mod level_heading;
mod level_missing;
mod level_one_code;
mod level_order;
mod level_section_missing;
mod level_time_box;
mod long_paragraph;
mod long_sentence;
mod math_syntax;
mod merge_conflict;
mod mobile_friendly;
mod mojibake;
mod options;
mod outside_levels;
mod own;
mod page_length;
mod pages_unmatched;
mod placeholder;
mod production_metrics_missing;
mod quick_reference_missing;
mod reading_time;
mod related_unknown;
mod relation_one_sided;
mod relation_unknown;
pub(crate) mod repeated_content;
mod review_due;
mod scannable;
mod section_content;
mod section_empty;
mod section_missing;
mod section_order;
mod section_rank;
mod section_unknown;
mod snippet_missing;
mod start_visual;
mod suppression_unknown;
mod suppression_unused;
mod syntax_unsupported;
mod table_broken;
mod table_swallows_text;
mod tables_over_lists;
mod template_comment;
mod template_instructions;
mod template_instructions_unclosed;
mod template_invalid;
mod template_text;
mod tier_banner_content;
mod tier_banner_extra;
mod tier_banner_kind;
mod tier_banner_mismatch;
mod tier_banner_missing;
mod tier_example_figure;
mod tier_fields;
mod tier_sections;
mod tier_status;
mod tier_warning;
mod title_mismatch;
mod todo_comment;
mod unlisted_page;
mod visual_share;
mod when_not_to_use_late;
mod when_to_use_missing;
mod when_to_use_table;
mod when_to_use_thin;

use crate::diagnostic::LintLevel;
use crate::pattern::Reading;
use crate::rules::rule::{Findings, Rule, Scope, Surroundings};
use crate::rules::settings::RuleSettings;
use crate::schema::Template;
use std::collections::BTreeSet;

/// All rules, in the catalogue's order.
pub static ALL: &[&Rule] = &[
    &frontmatter_missing::RULE,
    &frontmatter_misplaced::RULE,
    &frontmatter_syntax::RULE,
    &frontmatter_value_cut::RULE,
    &frontmatter_field_missing::RULE,
    &frontmatter_field_unknown::RULE,
    &frontmatter_field_type::RULE,
    &frontmatter_field_value::RULE,
    &tier_banner_missing::RULE,
    &tier_banner_extra::RULE,
    &tier_banner_mismatch::RULE,
    &tier_banner_kind::RULE,
    &tier_banner_content::RULE,
    &tier_fields::RULE,
    &tier_example_figure::RULE,
    &tier_status::RULE,
    &tier_sections::RULE,
    &tier_warning::RULE,
    &title_mismatch::RULE,
    &essential_question_missing::RULE,
    &essential_question_mismatch::RULE,
    &essential_question_late::RULE,
    &when_to_use_missing::RULE,
    &when_not_to_use_late::RULE,
    &when_to_use_table::RULE,
    &when_to_use_thin::RULE,
    &level_missing::RULE,
    &level_order::RULE,
    &level_heading::RULE,
    &level_empty::RULE,
    &level_section_missing::RULE,
    &level_time_box::RULE,
    &level_balance::RULE,
    &level_one_code::RULE,
    &quick_reference_missing::RULE,
    &reading_time::RULE,
    &page_length::RULE,
    &code_share::RULE,
    &visual_share::RULE,
    &example_length::RULE,
    &diagram_count::RULE,
    &diagram_duplicate::RULE,
    &diagram_syntax::RULE,
    &diagram_undrawn::RULE,
    &decision_support_missing::RULE,
    &failure_story_missing::RULE,
    &failure_story_impact::RULE,
    &production_metrics_missing::RULE,
    &cross_references_missing::RULE,
    &checklist_missing::RULE,
    &start_visual::RULE,
    &tables_over_lists::RULE,
    &long_paragraph::RULE,
    &long_sentence::RULE,
    &scannable::RULE,
    &mobile_friendly::RULE,
    &placeholder::RULE,
    &template_instructions::RULE,
    &template_instructions_unclosed::RULE,
    &template_comment::RULE,
    &todo_comment::RULE,
    &mojibake::RULE,
    &table_broken::RULE,
    &table_swallows_text::RULE,
    &admonition_empty::RULE,
    &fence_unclosed::RULE,
    &fence_in_fence::RULE,
    &section_empty::RULE,
    &heading_space::RULE,
    &heading_before_title::RULE,
    &outside_levels::RULE,
    &repeated_content::RULE,
    &merge_conflict::RULE,
    &syntax_unsupported::RULE,
    &broken_link::RULE,
    &broken_anchor::RULE,
    &related_unknown::RULE,
    &duplicate_title::RULE,
    &category_folder::RULE,
    &alternative_unknown::RULE,
    &unlisted_page::RULE,
    &pages_unmatched::RULE,
    &suppression_unused::RULE,
    &suppression_unknown::RULE,
    &admonition_kind_unknown::RULE,
    &icon_unknown::RULE,
    &annotation_unsupported::RULE,
    &math_syntax::RULE,
    &snippet_missing::RULE,
    &include_in_block::RULE,
    &section_missing::RULE,
    &section_order::RULE,
    &section_rank::RULE,
    &section_content::RULE,
    &section_unknown::RULE,
    &template_text::RULE,
    &template_invalid::RULE,
    &file_name::RULE,
    &relation_unknown::RULE,
    &relation_one_sided::RULE,
    &catalog_invalid::RULE,
    &review_due::RULE,
];

/// The rule of that name.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// The rules that look at the pages of a team's own template only since its annotations name them.
pub fn asked_by(template: &Template) -> BTreeSet<&'static str> {
    let mut names = own::annotated::asked_by(template);
    names.retain(|name| find(name).is_some_and(|rule| !rule.scope.applies(false, true)));
    names
}

/// The rules that say what a page lacks.
const ABSENCES: &[&str] = &[
    "checklist-missing",
    "cross-references-missing",
    "decision-support-missing",
    "diagram-count",
    "essential-question-missing",
    "failure-story-missing",
    "level-empty",
    "level-missing",
    "level-section-missing",
    "production-metrics-missing",
    "quick-reference-missing",
    "section-empty",
    "tier-sections",
    "when-to-use-missing",
];

/// The rules that ask which pieces of a page stand on others, too.
const OF_PIECES: &[&Rule] = &[
    &repeated_content::RULE,
    &diagram_count::RULE,
    &decision_support_missing::RULE,
    &when_to_use_table::RULE,
];

/// Whether a rule is on that asks which pieces of a page stand on others, too.
pub(crate) fn ask_for_pieces(settings: &[RuleSettings]) -> bool {
    OF_PIECES.iter().any(|rule| {
        let settings = settings::find(settings, rule.name);
        settings.is_some_and(|settings| settings.level != LintLevel::Allow)
    })
}

/// Runs all rules that are not switched off, of those whose scope `applies`.
pub(crate) fn check(
    pattern: &Reading<'_>,
    surroundings: &Surroundings<'_>,
    applies: impl Fn(Scope) -> bool,
    found: &mut Findings,
) {
    for (rule, settings) in ALL.iter().zip(surroundings.settings) {
        if applies(rule.scope) && settings.level != LintLevel::Allow {
            surroundings.check(rule, settings, pattern, found);
        }
    }
    if let Some(fit) = surroundings.fit.filter(|_| applies(Scope::Own)) {
        let all = &fit.template.annotations;
        own::annotated::check(all, fit, pattern, surroundings, found);
    }
    if let Some(fit) = surroundings.edition.filter(|_| applies(Scope::Own)) {
        let further = &surroundings.config.seed().further;
        own::annotated::check(further, fit, pattern, surroundings, found);
    }
    causes::point_at(pattern.page, &mut found.diagnostics);
    // What is lacking may stand in what nobody has closed.
    let is_open = found
        .diagnostics
        .iter()
        .any(|it| it.rule == fence_unclosed::RULE.name);
    if is_open && fence_unclosed::swallows_sections(pattern) {
        let diagnostics = &mut found.diagnostics;
        diagnostics.retain(|it| !ABSENCES.contains(&it.rule));
    }
}
