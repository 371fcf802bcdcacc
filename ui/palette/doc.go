// Package palette is the pane of what can be put into a flow: the eight kinds
// of state and the actions of the catalog, found by words, dragged onto the
// diagram or added after the selection.
//
// A card has a name that the ui map and the diagram's intents carry: a kind
// ("Wait"), or an action's resource without its prefix ("dynamodb:putItem").
package palette
