//! Puts a tree of elements on the page, as a view of Leptos' renderer: built once, then only what differs is written.

use crate::tree::{Action, Element, Node};
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use tachys::renderer::Rndr;
use tachys::renderer::types;
use tachys::view::{Mountable, Render};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, HtmlMediaElement};

/// Hears what is asked for, with the event, which can still be prevented.
pub(crate) type Listener = Rc<dyn Fn(Action, &Event)>;

/// A tree, and who hears what is asked for in it. The tag of its first element never changes.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) tree: Element,
    pub(crate) listener: SendWrapper<Listener>,
}

/// A tree on the page.
pub(crate) struct Shown {
    root: Rc<RefCell<ShownElement>>,
    // The listeners are on the element, and go with it.
    _listener: Closure<dyn FnMut(Event)>,
}

struct ShownElement {
    dom: types::Element,
    now: Element,
    children: Vec<Option<ShownNode>>,
}

enum ShownNode {
    Text(types::Text, String),
    Element(ShownElement),
}

impl Render for View {
    type State = Shown;

    fn build(self) -> Shown {
        let Self { tree, listener } = self;
        let root = Rc::new(RefCell::new(ShownElement::build(tree)));
        let listening = root.clone();
        let closure = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            // The borrow ends before the call, which may well change the tree.
            let action = listening.borrow().action(&event);
            if let Some(action) = action {
                listener(action, &event);
            }
        });
        for name in ["click", "error"] {
            // Captured, since a video's error doesn't bubble. It fails for no element.
            let root = &root.borrow().dom;
            let _ = root.add_event_listener_with_callback_and_bool(name, closure.as_ref().unchecked_ref(), true);
        }
        Shown { root, _listener: closure }
    }

    fn rebuild(self, state: &mut Shown) {
        state.root.borrow_mut().update(self.tree);
    }
}

impl ShownElement {
    fn build(mut tree: Element) -> Self {
        let is_svg = matches!(tree.tag, "svg" | "path");
        let dom = Rndr::create_element(tree.tag, is_svg.then_some("http://www.w3.org/2000/svg"));
        for (name, value) in &tree.attributes {
            set(&dom, name, value);
        }
        let children = std::mem::take(&mut tree.children);
        let mut shown = Self { dom, now: tree, children: Vec::new() };
        shown.update_children(children);
        shown
    }

    fn update(&mut self, mut next: Element) {
        for (name, _) in &self.now.attributes {
            if !next.attributes.iter().any(|(kept, _)| kept == name) {
                Rndr::remove_attribute(&self.dom, name);
            }
        }
        for attribute in &next.attributes {
            if !self.now.attributes.contains(attribute) {
                set(&self.dom, attribute.0, &attribute.1);
            }
        }
        let children = std::mem::take(&mut next.children);
        self.now = next;
        self.update_children(children);
    }

    fn update_children(&mut self, next: Vec<Option<Node>>) {
        let mut before = std::mem::take(&mut self.children).into_iter();
        self.children = next.into_iter().map(|next| ShownNode::follow(before.next().flatten(), next)).collect();
        before.flatten().for_each(|node| Rndr::remove(node.dom()));
        // From the end, since each goes before the one after it.
        let mut after: Option<&types::Node> = None;
        for node in self.children.iter().rev().flatten().map(ShownNode::dom) {
            if node.parent_node().is_none() || node.next_sibling().as_ref() != after {
                Rndr::insert_node(&self.dom, node, after);
            }
            after = Some(node);
        }
    }

    /// What an event asks for, by the innermost element that knows such an event.
    fn action(&self, event: &Event) -> Option<Action> {
        let target: types::Node = event.target()?.dyn_into().ok()?;
        let mut element = Some(self);
        let mut action = None;
        while let Some(shown) = element {
            action = shown.now.on.as_ref().filter(|(name, _)| *name == event.type_()).map(|(_, action)| action).or(action);
            let mut children = shown.children.iter().flatten();
            element = children.find_map(|child| match child {
                ShownNode::Element(child) if child.dom.contains(Some(&target)) => Some(child),
                _ => None,
            });
        }
        action.cloned()
    }
}

impl ShownNode {
    /// Makes a node what is next in its place; takes it off where that is something else.
    fn follow(before: Option<Self>, next: Option<Node>) -> Option<Self> {
        match (before, next) {
            (Some(Self::Text(dom, before)), Some(Node::Text(next))) => {
                if before != next {
                    Rndr::set_text(&dom, &next);
                }
                Some(Self::Text(dom, next))
            }
            (Some(Self::Element(mut shown)), Some(Node::Element(next))) if shown.now.tag == next.tag => {
                shown.update(next);
                Some(Self::Element(shown))
            }
            (before, next) => {
                if let Some(before) = before {
                    Rndr::remove(before.dom());
                }
                Some(match next? {
                    Node::Text(text) => Self::Text(Rndr::create_text_node(&text), text),
                    Node::Element(element) => Self::Element(ShownElement::build(element)),
                })
            }
        }
    }

    fn dom(&self) -> &types::Node {
        match self {
            Self::Text(text, _) => text,
            Self::Element(element) => &element.dom,
        }
    }
}

fn set(element: &types::Element, name: &str, value: &str) {
    Rndr::set_attribute(element, name, value);
    // The attribute alone doesn't mute a video that a script makes.
    if let ("muted", Some(video)) = (name, element.dyn_ref::<HtmlMediaElement>()) {
        video.set_muted(true);
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.root.borrow().dom.remove();
    }

    fn mount(&mut self, parent: &types::Element, marker: Option<&types::Node>) {
        Rndr::insert_node(parent, &self.root.borrow().dom, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let this = &self.root.borrow().dom;
        let parent = this.parent_element();
        if let Some(parent) = &parent {
            child.mount(parent, Some(this));
        }
        parent.is_some()
    }

    fn elements(&self) -> Vec<types::Element> {
        vec![self.root.borrow().dom.clone()]
    }
}
