//! Elements as plain data: what a view says, and what a renderer puts on a page. One type for all elements, so that their code is in
//! the module once, and so that all of a card can be read and tested without a browser.

/// A node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Text, never markup.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The tag, in small letters.
    pub tag: &'static str,
    /// Names and values. One that is there with an empty value is a boolean attribute that is true.
    pub attributes: Vec<(&'static str, String)>,
    /// What is in it, each at a place of its own, so that a place that empties moves nothing.
    pub children: Vec<Option<Node>>,
    /// The event that asks for something, and for what.
    pub on: Option<(&'static str, Action)>,
}

/// What a visitor, or the browser, can ask of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// To join, by following the link where there is one.
    Join(Option<String>),
    /// To try again.
    Retry,
    /// To see all of the description, or less again.
    ToggleDescription,
    /// To see the ways to keep the date, or not.
    ToggleCalendar,
    /// To see the preview.
    ShowPreview,
    /// To do without it, since it can't be played.
    HidePreview,
}

impl Element {
    /// An empty element.
    pub(crate) fn new(tag: &'static str) -> Self {
        Self { tag, attributes: Vec::new(), children: Vec::new(), on: None }
    }

    /// An empty element under a public part name.
    pub(crate) fn part(tag: &'static str, name: &str) -> Self {
        Self::new(tag).with("part", name)
    }

    /// With an attribute.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute where there is a value.
    pub(crate) fn with_some(self, name: &'static str, value: Option<String>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With a boolean attribute where it is true.
    pub(crate) fn with_flag(self, name: &'static str, is_set: bool) -> Self {
        if is_set { self.with(name, "") } else { self }
    }

    /// With an event that asks for something.
    pub(crate) fn on(mut self, event: &'static str, action: Action) -> Self {
        self.on = Some((event, action));
        self
    }

    /// With one more child, or an empty place for it.
    pub(crate) fn child(mut self, child: impl Into<Option<Self>>) -> Self {
        self.children.push(child.into().map(Node::Element));
        self
    }

    /// With text.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Some(Node::Text(text.into())));
        self
    }

    /// The element in HTML, for a server and for tests.
    #[must_use]
    pub fn to_html(&self) -> String {
        let mut html = ["<", self.tag].concat();
        for (name, value) in &self.attributes {
            html.push_str(&[" ", name, "=\"", &escape(value), "\""].concat());
        }
        html.push('>');
        for child in self.children.iter().flatten() {
            match child {
                Node::Text(text) => html.push_str(&escape(text)),
                Node::Element(element) => html.push_str(&element.to_html()),
            }
        }
        html.push_str(&["</", self.tag, ">"].concat());
        html
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
