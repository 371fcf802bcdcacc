// Package compare tells what is different between two versions of a flow, as
// people mean it: which states are new, gone, or called something else, which
// fields say something else, and what leads elsewhere. How the texts are laid
// out, in which order keys stand, and JSON or YAML do not matter.
//
// States are matched in rounds: by name first, anywhere in the machine; then
// those that are left by what they hold and by where they stand among states
// that are matched already. What leads to a state is followed by its match, so
// that a new name makes one change and not one in every state before it.
package compare
