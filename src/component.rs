//! `<ConferenceCard/>`, for Leptos apps: the options as reactive props, what happens as callbacks, no shadow root.

use crate::browser::dom::{Listener, View};
use crate::browser::fetch::{self, Answer};
use crate::browser::near::{Watch, when_near};
use crate::browser::page_fetch;
use crate::browser::{environment, stylesheet};
use crate::live_card::{Host, LiveCard, Supply, write_theme};
use crate::{
    Card, ColorScheme, Conference, Credentials, Error, HeadingLevel, HourCycle, JoinHref, Loading, Messages, Options, Preview,
    Request, State, Theme, options, view,
};
use js_sys::Function;
use leptos::html::Div;
use leptos::prelude::*;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsValue;

/// What is called when Join is chosen: with the conference, and the address that Join leads to. It says whether the link is followed.
pub type OnJoin = Callback<(Arc<Conference>, Option<String>), bool>;

/// A card of one conference. It fetches by itself, and changes by itself as the join window opens and closes.
///
/// ```no_run
/// use conference_card::{ColorScheme, Conference, ConferenceCard, Message, Messages, State};
/// use leptos::prelude::*;
/// use std::sync::Arc;
///
/// # #[component] fn App() -> impl IntoView {
/// let id = RwSignal::new("c22d24f6-5a47-4597-9a23-c7d01e696b92".to_owned());
/// let state = RwSignal::new(State::Loading);
/// let join = |(conference, href): (Arc<Conference>, Option<String>)| {
///     leptos::logging::log!("{} at {href:?}", conference.title());
///     true // the link is followed
/// };
/// view! {
///     <ConferenceCard
///         conference_id=id
///         endpoint="/api/video/conferences"
///         theme=ColorScheme::Dark
///         join_href="/rooms/{name}"
///         messages=Messages::with([(Message::Join, "Step in".to_owned())])
///         on_state_change=move |(next, _live)| state.set(next)
///         on_join=join
///     />
/// }
/// # }
/// ```
#[component]
pub fn ConferenceCard(
    /// The conference. Another one aborts what is in flight.
    #[prop(into)]
    conference_id: Signal<String>,
    /// The base URL of the request; [`DEFAULT_ENDPOINT`](crate::DEFAULT_ENDPOINT) unless given.
    #[prop(into, optional)]
    endpoint: MaybeProp<String>,
    /// Headers for the request, such as an authorization for your own gateway.
    #[prop(into, optional)]
    headers: Signal<Vec<(String, String)>>,
    /// Whether to ask for the running session.
    #[prop(into, optional)]
    include_active_session: Signal<bool>,
    /// How long after each load to load again, in milliseconds, while the card can be seen; never less than 5 000, but 0, which is
    /// the default, means only when the window opens or closes.
    #[prop(into, optional)]
    refresh_ms: Signal<u32>,
    /// A conference that the app has already: it is shown, and nothing is fetched.
    #[prop(into, optional)]
    conference: MaybeProp<Arc<Conference>>,
    /// When to load at first; [`Loading::Lazy`] waits until the card is near what the visitor sees.
    #[prop(into, optional)]
    loading: Signal<Loading>,
    /// Light or dark colours.
    #[prop(into, optional)]
    theme: Signal<ColorScheme>,
    /// The time zone of the dates, an IANA name; the visitor's unless given.
    #[prop(into, optional)]
    time_zone: MaybeProp<String>,
    /// The hour cycle of the dates, `h11`, `h12`, `h23` or `h24`; the language's unless given.
    #[prop(into, optional)]
    hour_cycle: MaybeProp<HourCycle>,
    /// When the preview of a running session shows.
    #[prop(into, optional)]
    preview: Signal<Preview>,
    /// Where Join leads: http, https or relative, with `{id}` and `{name}` filled in.
    #[prop(into, optional)]
    join_href: MaybeProp<String>,
    /// The browsing context that Join opens in, as in a link's `target`; the app's own unless given.
    #[prop(into, optional)]
    join_target: MaybeProp<String>,
    /// Whether Join shows without `join_href`, for `on_join` to handle.
    #[prop(into, optional)]
    join_button: Signal<bool>,
    /// The level of the title's heading, 1 to 6; 2 unless given.
    #[prop(into, optional)]
    heading_level: MaybeProp<u8>,
    /// How long one try of the request may take, in milliseconds; 10 000 unless given.
    #[prop(into, optional)]
    timeout_ms: MaybeProp<u32>,
    /// Whether the request carries the visitor's cookies.
    #[prop(into, optional)]
    credentials: Signal<Credentials>,
    /// The language of the dates; the page's unless given.
    #[prop(into, optional)]
    lang: MaybeProp<String>,
    /// The card's words in that language, or in the app's own; English unless given.
    #[prop(into, optional)]
    messages: Signal<Messages>,
    /// Called with each conference that was loaded.
    #[prop(into, optional)]
    on_load: Option<Callback<Arc<Conference>>>,
    /// Called with each new state, and whether a session is running.
    #[prop(into, optional)]
    on_state_change: Option<Callback<(State, bool)>>,
    /// Called with each error.
    #[prop(into, optional)]
    on_error: Option<Callback<Error>>,
    /// Called when Join is chosen, with the address it leads to. Say `false` to take over: then the link isn't followed.
    #[prop(into, optional)]
    on_join: Option<OnJoin>,
) -> impl IntoView {
    let root = NodeRef::<Div>::new();
    Effect::new(move |_| {
        if let Some(root) = root.get() {
            stylesheet::adopt(&root);
        }
    });
    let options = Signal::derive(move || {
        let defaults = Options::default();
        Ok(Options {
            conference_id: conference_id.get(),
            endpoint: endpoint.get().unwrap_or(defaults.endpoint),
            headers: headers.get(),
            include_active_session: include_active_session.get(),
            refresh_ms: options::refresh_ms(refresh_ms.get()),
            loading: loading.get(),
            theme: theme.get(),
            time_zone: time_zone.get(),
            hour_cycle: hour_cycle.get(),
            preview: preview.get(),
            join_href: join_href.get().map(|href| JoinHref::new(&href)).transpose()?,
            join_target: join_target.get(),
            join_button: join_button.get(),
            heading_level: heading_level.get().map_or(Ok(defaults.heading_level), HeadingLevel::new)?,
            timeout_ms: timeout_ms.get().unwrap_or(defaults.timeout_ms),
            credentials: credentials.get(),
        })
    });
    let language = Signal::derive(move || lang.get().unwrap_or_else(environment::language));
    let shown = RwSignal::new(None);
    let card = LiveCard::new(Callbacks { root, shown, on_load, on_state_change, on_error, on_join });
    let was_near = RwSignal::new(false);
    Effect::new(move |watch: Option<Option<Watch>>| {
        drop(watch);
        let root = root.get().filter(|_| loading.get() == Loading::Lazy && !was_near.get())?;
        let watch = when_near(&root, move || was_near.set(true));
        if watch.is_none() {
            was_near.set(true);
        }
        watch
    });
    Effect::new(move |_| {
        let supply = match conference.get() {
            Some(conference) => Supply::Given(Ok(Answer::of(conference))),
            None if loading.get() == Loading::Eager || was_near.get() => Supply::Fetch,
            None => Supply::Later,
        };
        card.update(options.get(), supply, messages.get(), &language.get());
    });
    view! {
        <div node_ref=root class="conference-card-host" data-theme=move || theme.get().as_str() lang=move || lang.get()>
            {move || shown.get()}
        </div>
    }
}

struct Callbacks {
    root: NodeRef<Div>,
    shown: RwSignal<Option<View>>,
    on_load: Option<Callback<Arc<Conference>>>,
    on_state_change: Option<Callback<(State, bool)>>,
    on_error: Option<Callback<Error>>,
    on_join: Option<OnJoin>,
}

impl Host for Callbacks {
    fn fetch(&self, request: &Request, is_fresh: bool, done: &Function) -> Result<Function, JsValue> {
        let Request { url, credentials, timeout_ms, .. } = request;
        page_fetch::ask(url, credentials.as_str(), &fetch::headers(request), is_fresh, *timeout_ms, done)
    }

    fn show(&self, card: Card, listener: Listener) {
        self.shown.set(Some(View { tree: view(card), listener }));
    }

    fn wear(&self, theme: &Rc<Theme>) {
        if let Some(root) = self.root.get_untracked() {
            write_theme(&web_sys::HtmlElement::style(&root), theme);
        }
    }

    fn loaded(&self, conference: &Arc<Conference>, _: &JsValue) {
        if let Some(on_load) = self.on_load {
            on_load.run(conference.clone());
        }
    }

    fn state_changed(&self, state: State, live: bool) {
        if let Some(on_state_change) = self.on_state_change {
            on_state_change.run((state, live));
        }
    }

    fn failed(&self, error: &Error) {
        if let Some(on_error) = self.on_error {
            on_error.run(error.clone());
        }
    }

    fn join(&self, conference: &Arc<Conference>, href: Option<&str>) -> bool {
        self.on_join.is_none_or(|on_join| on_join.run((conference.clone(), href.map(ToOwned::to_owned))))
    }
}
