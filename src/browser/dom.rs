//! Puts a tree of elements on the page, as a view of Leptos' renderer: built once, then only what differs is written.
//!
//! What a card shows stands on the page, and no second copy of it is kept: a digest of each node tells where something differs, and there
//! the page itself is compared. A thousand cards are a thousand trees.

use crate::browser::digest::{START, digest};
use crate::tree::{Action, Element, Node};
use std::cell::RefCell;
use std::rc::Rc;
use tachys::renderer::Rndr;
use tachys::renderer::types;
use tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{Event, HtmlMediaElement};

// Leptos' renderer looks for the window and its document each time, which takes half a kilobyte.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = document, js_name = createElementNS)]
    fn create_element(namespace: &str, tag: &str) -> types::Element;

    #[wasm_bindgen(js_namespace = document, js_name = createTextNode)]
    fn create_text(text: &str) -> types::Node;
}

const HTML: &str = "http://www.w3.org/1999/xhtml";

type Hear = Rc<dyn Fn(Action, &Event)>;

/// Hears what is asked for, with the event, which can still be prevented.
#[cfg(not(feature = "component"))]
pub(crate) type Listener = Hear;
/// The same as Leptos wants it, whose views must be fit for threads.
#[cfg(feature = "component")]
pub(crate) type Listener = send_wrapper::SendWrapper<Hear>;

/// What hears by a function.
pub(crate) fn listener(hear: impl Fn(Action, &Event) + 'static) -> Listener {
    let hear: Hear = Rc::new(hear);
    #[cfg(feature = "component")]
    let hear = send_wrapper::SendWrapper::new(hear);
    hear
}

/// A tree, and who hears what is asked for in it. The tag of its first element never changes.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) tree: Element,
    pub(crate) listener: Listener,
}

/// A tree on the page.
pub(crate) struct Shown {
    root: types::Element,
    mark: Mark,
    asked: Rc<RefCell<Vec<Asked>>>,
    // The listeners are on the element, and go with it.
    _listener: Closure<dyn FnMut(Event)>,
}

/// An event that asks for something, and the part that it has to happen in.
struct Asked {
    part: String,
    event: &'static str,
    action: Action,
}

thread_local! {
    /// The first tree that was built, as it was: a new one begins as a copy, in which most is right already.
    static PATTERN: RefCell<Option<(types::Node, Mark)>> = const { RefCell::new(None) };
}

impl Render for View {
    type State = Shown;

    fn build(self) -> Shown {
        let Self { tree, listener } = self;
        let mark = Mark::of_element(&tree);
        let root = copy(&tree, &mark).unwrap_or_else(|| {
            let root = build(&tree);
            keep(&root, &mark);
            root
        });
        let asked = Rc::new(RefCell::new(asked_in(&tree)));
        let (heard, place) = (asked.clone(), root.clone());
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // The borrow ends before the call, which may well change the tree.
            let action = action(&heard.borrow(), &place, &event);
            if let Some(action) = action {
                listener(action, &event);
            }
        });
        for name in ["click", "error"] {
            // Captured, since a video's error doesn't bubble. It fails for no element.
            let _ = root.add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), true);
        }
        Shown { root, mark, asked, _listener: closure }
    }

    fn rebuild(self, state: &mut Shown) {
        let mark = Mark::of_element(&self.tree);
        update(&state.root, &state.mark, &mark, &self.tree);
        state.mark = mark;
        state.asked.replace(asked_in(&self.tree));
    }
}

/// A tree as a copy of the first.
fn copy(tree: &Element, mark: &Mark) -> Option<types::Element> {
    PATTERN.with_borrow(|pattern| {
        let (pattern, before) = pattern.as_ref()?;
        let root: types::Element = pattern.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        update(&root, before, mark, tree);
        Some(root)
    })
}

/// Has the trees to come begin as this one. A video isn't copied: whether the copy is muted differs from browser to browser.
fn keep(root: &types::Element, mark: &Mark) {
    if let Ok(None) = root.query_selector("video")
        && let Ok(pattern) = root.clone_node_with_deep(true)
    {
        PATTERN.set(Some((pattern, mark.clone())));
    }
}

fn build(tree: &Element) -> types::Element {
    let dom = create_element(HTML, tree.tag);
    for (name, value) in &tree.attributes {
        set(&dom, name, value);
    }
    for child in tree.children.iter().flatten() {
        Rndr::insert_node(&dom, &build_node(child), None);
    }
    dom
}

fn build_node(node: &Node) -> types::Node {
    match node {
        Node::Text(text) => create_text(text),
        Node::Element(element) => build(element).into(),
    }
}

/// Makes an element what is next.
fn update(dom: &types::Element, before: &Mark, now: &Mark, next: &Element) {
    if before.digest == now.digest {
        return;
    }
    update_attributes(dom, &next.attributes);
    let mut marks_before = before.children.iter();
    let mut nodes = Nodes(dom.first_child());
    for (next, now) in next.children.iter().zip(&now.children) {
        let before = marks_before.next().and_then(Option::as_ref);
        let node = before.and_then(|_| nodes.next());
        let Some((next, now)) = next.as_ref().zip(now.as_ref()) else {
            node.iter().for_each(Rndr::remove);
            continue;
        };
        let is_right = node.as_ref().zip(before).is_some_and(|(node, before)| update_node(node, before, now, next));
        if !is_right {
            Rndr::insert_node(dom, &build_node(next), nodes.0.as_ref());
            node.iter().for_each(Rndr::remove);
        }
    }
    let rest = marks_before.flatten().count();
    nodes.take(rest).for_each(|node| Rndr::remove(&node));
}

/// Makes a node what is next, where it can be made that.
fn update_node(node: &types::Node, before: &Mark, now: &Mark, next: &Node) -> bool {
    if before.digest == now.digest {
        return true;
    }
    match next {
        Node::Text(text) if node.node_type() == types::Node::TEXT_NODE => {
            node.set_node_value(Some(text));
            true
        }
        Node::Element(next) => match node.dyn_ref::<types::Element>() {
            Some(dom) if dom.local_name() == next.tag => {
                update(dom, before, now, next);
                true
            }
            _ => false,
        },
        Node::Text(_) => false,
    }
}

fn update_attributes(dom: &types::Element, next: &[(&'static str, String)]) {
    for name in dom.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        if !next.iter().any(|(kept, _)| *kept == name) {
            Rndr::remove_attribute(dom, &name);
        }
    }
    for (name, value) in next {
        if dom.get_attribute(name).as_ref() != Some(value) {
            set(dom, name, value);
        }
    }
}

fn set(element: &types::Element, name: &str, value: &str) {
    Rndr::set_attribute(element, name, value);
    // The attribute alone doesn't mute a video that a script makes.
    if name == "muted"
        && let Some(video) = element.dyn_ref::<HtmlMediaElement>()
    {
        video.set_muted(true);
    }
}

/// A node and those after it.
struct Nodes(Option<types::Node>);

impl Iterator for Nodes {
    type Item = types::Node;

    fn next(&mut self) -> Option<types::Node> {
        let node = self.0.take()?;
        self.0 = node.next_sibling();
        Some(node)
    }
}

/// All that is asked for in a tree.
fn asked_in(tree: &Element) -> Vec<Asked> {
    let mut all = Vec::new();
    collect(tree, &mut all);
    all
}

fn collect(element: &Element, all: &mut Vec<Asked>) {
    if let Some((event, action)) = &element.on
        && let Some((_, part)) = element.attributes.iter().find(|(name, _)| *name == "part")
    {
        all.push(Asked { part: part.clone(), event, action: action.clone() });
    }
    for child in element.children.iter().flatten() {
        if let Node::Element(child) = child {
            collect(child, all);
        }
    }
}

/// What an event asks for, within the root: what the page has put into a slot may bear the same part's name.
fn action(all: &[Asked], root: &types::Element, event: &Event) -> Option<Action> {
    let target: types::Element = event.target()?.dyn_into().ok()?;
    let is_in = |part: &str| {
        let found = target.closest(&["[part=", part, "]"].concat()).ok().flatten();
        found.is_some_and(|found| root.contains(Some(&found)))
    };
    let asked = all.iter().find(|asked| asked.event == event.type_() && is_in(&asked.part))?;
    Some(asked.action.clone())
}

/// What is remembered of a node: a digest of all that it is, and the same of what is in it, place by place. One change in four thousand
/// million goes unseen, up to the next one.
#[derive(Clone)]
struct Mark {
    digest: u32,
    children: Box<[Option<Mark>]>,
}

impl Mark {
    fn of(node: &Node) -> Self {
        match node {
            Node::Text(text) => Self { digest: digest(TEXT, text.as_bytes()), children: Box::default() },
            Node::Element(element) => Self::of_element(element),
        }
    }

    fn of_element(element: &Element) -> Self {
        let own = element.attributes.iter().flat_map(|(name, value)| [*name, value]);
        let own = own.fold(digest(ELEMENT, element.tag.as_bytes()), |all, text| digest(digest(all, text.as_bytes()), &[END]));
        let children: Box<[_]> = element.children.iter().map(|child| child.as_ref().map(Self::of)).collect();
        let digest = children.iter().fold(own, |all, child| {
            let child = child.as_ref().map_or(0, |child| child.digest);
            digest(all, &child.to_le_bytes())
        });
        Self { digest, children }
    }
}

/// What the digest of a text, and of an element, begins with.
const TEXT: u32 = START;
const ELEMENT: u32 = !START;
/// A byte that is in no text.
const END: u8 = 0xff;

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.root.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.root, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let parent = self.root.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(&self.root));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.root.clone()]
    }
}
