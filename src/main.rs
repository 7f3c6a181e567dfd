//! The playground: the page on which the card can be seen and tried, or shown alone in a frame. Built with Trunk.

mod playground;

fn main() {
    playground::start();
}
