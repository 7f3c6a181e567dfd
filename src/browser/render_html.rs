//! The other half of a view for Leptos: as HTML on a server, and taken over from there in the browser.

use crate::browser::dom::View;
use std::future::{Future, ready};
use tachys::html::attribute::any_attribute::AnyAttribute;
use tachys::hydration::Cursor;
use tachys::no_attrs;
use tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};

no_attrs!(View);

impl RenderHtml for View {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    fn resolve(self) -> impl Future<Output = Self> + Send {
        ready(self)
    }

    fn to_html_with_buf(self, html: &mut String, position: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {
        html.push_str(&self.tree.to_html());
        *position = Position::NextChild;
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        if position.get() == Position::FirstChild {
            cursor.child();
        } else {
            cursor.sibling();
        }
        // A server's card is of a moment ago: the present one takes its place.
        let before = cursor.current();
        let mut shown = self.build();
        if let Some(parent) = before.parent_element() {
            shown.mount(&parent, Some(&before));
            let _ = parent.remove_child(&before);
        }
        cursor.set(shown.elements().remove(0).into());
        position.set(Position::NextChild);
        shown
    }

    fn into_owned(self) -> Self {
        self
    }
}
