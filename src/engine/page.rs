//! The second pass: one page checked, rendered and let go of; and what is settled after it.

use crate::catalogue::Catalogue;
use crate::catalogue::marker;
use crate::catalogue::names::Name;
use crate::diagnostic::located::Origin;
use crate::diagnostic::place::{Place, Position};
use crate::engine::catalogue;
use crate::engine::done::Done;
use crate::engine::gate::{Allowance, Gate};
use crate::engine::guide::Guide;
use crate::engine::ids::{Lookup, PageIds, id_of};
use crate::engine::repeats::{self, OnPage, Places};
use crate::engine::source::Source;
use crate::engine::templates::{Belongs, Templates};
use crate::engine::to_disk::{self, to_disk};
use crate::engine::told::Teller;
use crate::engine::{Chapter, Input, join, scores};
use crate::library::Library;
use crate::library::leads::Leads;
use crate::material::references::References;
use crate::page::destinations::Destination;
use crate::page::{Frontmatter, Node, Page};
use crate::pattern::{Reading, quick_reference};
use crate::render;
use crate::render::links::{Anchor, IdOf};
use crate::render::rope::Rope;
use crate::render::{Rendered, Target};
use crate::rules;
use crate::rules::rule::{Findings, Inclusion, Scope, Surroundings};
use crate::rules::settings::RuleSettings;
use crate::schema::Template;
use crate::schema::fit::Fit;
use crate::schema::siblings::Siblings;
use crate::template::fields::{PATTERN_TYPE, is_field};
use crate::text::link::begin_alike;
use crate::text::maps::HashMap;
use crate::text::suggest::nearest_id;
use std::borrow::Cow;
use std::cell::OnceCell;

/// The rule that speaks of what other preprocessors do.
const INCLUDE_IN_BLOCK: &str = "include-in-block";

/// What is known only once all pages are read.
#[derive(Clone, Copy, Default)]
pub(super) struct Late<'a> {
    /// What anchors on other pages mean.
    pub(super) ids: Option<&'a IdOf<'a>>,
    /// What all pages say of each other.
    pub(super) catalogue: Option<&'a Catalogue>,
}

/// What every page is looked at with.
pub(super) struct Book<'a> {
    pub(super) input: &'a Input,
    pub(super) library: &'a Library,
    pub(super) templates: &'a Templates<'a>,
    /// The headings of the book, where references lead to them by their ids.
    pub(super) references: Option<References>,
    /// The pages of each template of the team's own, as they see each other.
    pub(super) siblings: Vec<Siblings>,
    pub(super) guide: &'a Guide<'a>,
    pub(super) measuring: bool,
    /// Whether what pages say of each other is wanted beyond what stands at their ends.
    pub(super) listening: bool,
    /// The file, relative to `src`, of which it is to be said how it was rendered.
    pub(super) explained: Option<&'a str>,
    /// The template of which it is to be said what pages of older editions lack.
    pub(super) upgraded: Option<&'a str>,
    /// What of the diagnostics is kept whole.
    pub(super) teller: Teller,
}

impl Book<'_> {
    /// What is known of a page before it is read.
    fn begun(&self, chapter: &Chapter, source: &mut Source) -> Done {
        Done {
            file: self.file(chapter, source),
            is_pattern: source.is_pattern && !source.excluded,
            template: source.template,
            template_name: source.template.map(|at| self.templates.names(at)),
            warnings: std::mem::take(&mut source.warnings),
            ..Done::default()
        }
    }

    pub(super) fn process(&self, chapter: Chapter, mut source: Source) -> Done {
        let input = self.input;
        let mut done = self.begun(&chapter, &mut source);
        if source.excluded {
            done.rendered = input.target.map(|_| Rope::from(chapter.content.as_str()));
            return done;
        }
        let path = chapter.source_path.as_deref().unwrap_or("");
        let frontmatter = std::mem::take(&mut source.frontmatter);
        let text = source.text(&chapter.content);
        let mut page = self.parse(text, frontmatter);
        page.own_end = source.own_end.unwrap_or(text.len());
        page.mark_images_with_files(|dest| self.guide.shows(path, dest));
        page.escaped = catalogue::escaped(&page, &source, &chapter);
        (done.escaped, done.closing) = (page.escaped.clone(), self.closing(&page, &source));
        let mut pattern = Reading::of(&page, input.config.rows());
        let destinations = page.destinations();
        let leads = self.guide.leads(&pattern, &destinations, path);
        let links = (&leads, destinations.as_slice());
        self.add_generated_ids(&mut pattern, source.is_pattern);
        done.position = self.library.position(path);
        let names = OnceCell::new();
        let mut found = Findings::default();
        let file = self.file(&chapter, &source);
        let template = self.templates.of(source.template);
        if !source.repeated {
            let fit = template.map(|template| Fit::of(template, &page));
            let edition = self.edition(&page, source.is_pattern);
            let is_page = !source.is_template;
            let is_held = fit.is_some() || edition.is_some();
            let applies = |scope: Scope| is_page && scope.applies(source.is_pattern, is_held);
            let settings = self.settings(path, template, source.is_pattern);
            let kind = (source.is_pattern, fit.as_ref(), source.template);
            let surroundings = Surroundings {
                edition: edition.as_ref(),
                ..self.surroundings(path, &settings, kind, (&leads, &names), &source.inclusions)
            };
            rules::check(&pattern, &surroundings, applies, &mut found);
            if rules::ask_for_pieces(&settings) {
                done.pieces = Some(OnPage::of(&pattern, source.origin(), &file));
            }
            found.help_behind(page.own_end, page.text.len());
            done.ids = done
                .position
                .map(|position| (position, PageIds::of(&pattern)));
        }
        let origin = source.origin();
        let file_text = || source.file(file.clone(), &chapter.content);
        done.upgrade = self.upgrade(&page, &source, file_text);
        done.gate = self.gate(&pattern, &file, origin);
        let one_sided = std::mem::take(&mut found.one_sided);
        let (located, pending, repeats) = to_disk(found, origin, file_text);
        done.diagnostics = done.gate.admit(located);
        done.pending = pending;
        done.repeats = repeats;
        done.one_sided = to_disk::with_targets(one_sided, origin, file_text);
        done.relates = source.is_pattern || template.is_some_and(Template::relates);
        if done.relates && !source.repeated {
            done.said = self.said(&pattern, template, (&leads, &names), path);
        }
        let is_listed = source.is_pattern || self.listening && source.template.is_some();
        if self.measuring && is_listed && !source.repeated {
            let names = (file.as_str(), path, chapter.name.as_str());
            let settings = self.settings(path, template, source.is_pattern);
            let mut measured = scores::measure(&pattern, names, &input.config, &settings);
            // Some templates have no frontmatter to be read.
            let needs_none =
                template.is_some_and(|it| it.fields.iter().all(|field| field.optional));
            measured.is_sound |= needs_none && !page.frontmatter.exists();
            done.measured = Some(measured);
        }
        let mut again = false;
        if let Some(target) = input.target {
            let out = chapter.path.as_deref().unwrap_or(path);
            let text = source.output.as_deref().unwrap_or(page.text);
            done.is_marked = marker::may_stand_in(text);
            let rendered = if done.is_marked {
                Rendered::default()
            } else if source.output.is_none() && begin_alike(out, path) {
                self.render(&pattern, links, target, &chapter, &done, Late::default())
            } else {
                self.render_anew(&chapter, text, &done, Late::default())
            };
            done.rendered = Some(rendered.text);
            done.steps = rendered.steps;
            done.anchors = rendered.anchors;
            let shows = matches!(target, Target::Html { panel: true, .. });
            let open = !done.pending.is_empty() || !done.repeats.is_empty();
            again = shows && open || !done.anchors.is_empty() || done.is_marked;
        }
        done.untold = self.teller.take_untold(&done.file, &mut done.diagnostics);
        self.forget_words(&mut done);
        done.warnings
            .extend(self.left_out(&page, &source, &chapter));
        if again {
            let content = source.output.as_deref().unwrap_or(page.text).to_owned();
            // Both borrow the chapter.
            drop(pattern);
            drop(page);
            done.again = Some(Chapter { content, ..chapter });
        }
        done
    }

    fn parse<'t>(&self, text: &'t str, frontmatter: Frontmatter) -> Page<'t> {
        Page::with_references(
            text,
            frontmatter,
            &self.input.config.kinds,
            &self.input.markdown.options(),
            self.references.as_ref(),
        )
    }

    /// The rules' settings for a page, which may be of a team's own template.
    pub(super) fn settings(
        &self,
        path: &str,
        template: Option<&Template>,
        is_pattern: bool,
    ) -> Cow<'_, [RuleSettings]> {
        let name = template.map(|template| template.name.as_str());
        let name = name.or(is_pattern.then_some(PATTERN_TYPE));
        self.input.rules.of_page(path, name)
    }

    /// Keeps no words of what may yet be found on a page and will not be shown.
    fn forget_words(&self, done: &mut Done) {
        // What a baseline knows it knows by its text.
        if done.gate.knows_some() {
            return;
        }
        let pending = done.pending.iter_mut().map(|it| &mut it.diagnostic);
        let repeats = done.repeats.iter_mut().map(|it| &mut it.diagnostic);
        let one_sided = done.one_sided.iter_mut().map(|(it, _)| it);
        let open = pending.chain(repeats).chain(one_sided);
        self.teller.forget(&done.file, open);
    }

    /// Adds the ids of what will be written into the page.
    fn add_generated_ids(&self, pattern: &mut Reading<'_>, is_pattern: bool) {
        let wanted = is_pattern && self.input.config.quick_reference;
        if wanted
            && pattern.page.frontmatter.is_sound()
            && quick_reference::has_rows(pattern, &self.input.config)
        {
            pattern.generated_ids.push(quick_reference::ID);
        }
    }

    /// What is to be said of diagrams that take too long: a check and a build, a slow
    /// machine and a fast one differ in them, so no rule speaks of them.
    fn left_out(&self, page: &Page<'_>, source: &Source, chapter: &Chapter) -> Vec<String> {
        let diagrams = page.nodes.iter().filter(|node| node.kind.is_diagram());
        let warning = |node: &Node| {
            let fault = self.input.diagrams.left_out(page.text_of(node))?;
            let span = source.origin().span(node.span);
            let text = source.disk.as_deref().unwrap_or(&chapter.content);
            let place = Place::of_line(self.file(chapter, source), text, span, source.bom);
            let Position { line, column, .. } = place.start();
            let file = &place.file.name;
            let what = match self.input.target {
                Some(_) => "is shown as code",
                None => "is not checked",
            };
            let why = fault.message;
            let help = fault.help.map_or(String::new(), |help| format!("; {help}"));
            Some(format!(
                "{file}:{line}:{column}: this diagram {what}: {why}{help}"
            ))
        };
        diagrams.filter_map(warning).collect()
    }

    /// The chapter's file as diagnostics name it.
    pub(super) fn file(&self, chapter: &Chapter, source: &Source) -> String {
        match &chapter.source_path {
            Some(path) if source.is_made => {
                let file = join(&self.input.src, path);
                format!("{file} (made by another preprocessor)")
            }
            Some(path) => join(&self.input.src, path),
            None => format!("{} (a chapter without a file)", chapter.name),
        }
    }

    pub(super) fn surroundings<'b>(
        &'b self,
        path: &'b str,
        settings: &'b [RuleSettings],
        (is_pattern, fit, template): (bool, Option<&'b Fit<'b>>, Option<Belongs>),
        (leads, names): (&'b Leads, &'b OnceCell<Vec<Name>>),
        inclusions: &'b [Inclusion],
    ) -> Surroundings<'b> {
        Surroundings {
            library: self.library,
            config: &self.input.config,
            path,
            leads,
            names,
            today: &self.input.today,
            diagrams: &self.input.diagrams,
            inclusions,
            settings,
            is_pattern,
            fit,
            edition: None,
            siblings: template.and_then(|at| self.siblings.get(at.own)),
        }
    }

    /// The page's suppressions and known violations.
    pub(super) fn gate(&self, pattern: &Reading<'_>, file: &str, origin: Origin<'_>) -> Gate {
        let mut allowances = Vec::new();
        for suppression in pattern.suppressions() {
            let target = suppression.target;
            let target = target.map(|span| origin.span(span));
            for (name, span) in &suppression.names {
                allowances.extend(rules::find(name).map(|rule| Allowance {
                    rule: rule.name,
                    name: origin.span(*span),
                    target,
                    // What this one is about only a build knows, and a check says the same.
                    used: rule.name == INCLUDE_IN_BLOCK,
                }));
            }
        }
        Gate::new(allowances, self.input.baseline.of(file))
    }

    /// The chapter's new text, from a parse of its own.
    pub(super) fn render_anew(
        &self,
        chapter: &Chapter,
        text: &str,
        done: &Done,
        late: Late<'_>,
    ) -> Rendered {
        let Some(target) = self.input.target else {
            return Rendered::default();
        };
        let mut page = self.parse(text, Frontmatter::parse(text, is_field));
        page.escaped.clone_from(&done.escaped);
        let source_path = chapter.source_path.as_deref().unwrap_or("");
        let path = chapter.path.as_deref().unwrap_or(source_path);
        let pattern = Reading::of(&page, self.input.config.rows());
        let destinations = page.destinations();
        let leads = self.guide.leads(&pattern, &destinations, path);
        let links = (&leads, destinations.as_slice());
        self.render(&pattern, links, target, chapter, done, late)
    }

    /// The chapter's new text.
    fn render(
        &self,
        pattern: &Reading<'_>,
        (leads, destinations): (&Leads, &[Destination<'_>]),
        target: Target,
        chapter: &Chapter,
        done: &Done,
        late: Late<'_>,
    ) -> Rendered {
        let options = self.input.markdown.options();
        let source_path = chapter.source_path.as_deref().unwrap_or("");
        let path = chapter.path.as_deref().unwrap_or(source_path);
        let cx = render::RenderContext {
            library: self.library,
            pattern,
            leads,
            destinations,
            card: OnceCell::new(),
            ids: late.ids,
            catalogue: late.catalogue,
            today: &self.input.today,
            config: &self.input.config,
            path,
            is_pattern: done.is_pattern,
            template: self.templates.of(done.template),
            target,
            diagrams: &self.input.diagrams,
            diagnostics: &done.diagnostics,
            options: &options,
            explains: self.explained.is_some_and(|path| path == source_path),
        };
        render::render(pattern.page, &cx)
    }

    /// Decides what depended on other pages: on their ids, and on what else stands there.
    pub(super) fn settle(
        &self,
        page: &mut Done,
        targets: &HashMap<usize, Lookup<'_>>,
        places: &Places,
    ) {
        let mut found = repeats::found(std::mem::take(&mut page.repeats), places);
        let one_sided = std::mem::take(&mut page.one_sided).into_iter();
        found.extend(one_sided.map(|(located, _)| located));
        for pending in std::mem::take(&mut page.pending) {
            let target = targets.get(&pending.target);
            let id = pending.id.as_str();
            let leads = |to: &Lookup<'_>| to.ids.contains(id) || to.slugs.contains_key(id);
            if !target.is_some_and(leads) {
                let mut located = pending.diagnostic;
                let known = target.map_or(&[][..], |to| &to.all);
                let nearest = nearest_id(id, known.iter().copied());
                located.help.extend(nearest.map(Cow::from));
                found.push(located);
            }
        }
        let mut admitted = page.gate.admit(found);
        let shows = matches!(self.input.target, Some(Target::Html { panel: true, .. }));
        let id_of = |anchor: &Anchor| id_of(targets, anchor);
        let changes = shows && !admitted.is_empty()
            || page.anchors.iter().any(|anchor| id_of(anchor).is_some());
        page.diagnostics.reserve_exact(admitted.len());
        page.diagnostics.append(&mut admitted);
        let untold = self.teller.take_untold(&page.file, &mut page.diagnostics);
        page.untold.extend(untold);
        if page.is_marked {
            return;
        }
        if let Some(chapter) = page.again.take().filter(|_| changes) {
            page.diagnostics
                .sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
            let late = Late {
                ids: Some(&id_of),
                catalogue: None,
            };
            let rendered = self.render_anew(&chapter, &chapter.content, page, late);
            (page.rendered, page.steps) = (Some(rendered.text), rendered.steps);
        }
    }
}
