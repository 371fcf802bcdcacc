package assets

import "embed"

// Examples are the flows that come with the program, each NAME.asl.json with
// NAME.mocks.json (a Step Functions Local MockConfigFile) and
// NAME.scenarios.json beside it, all in the folder "examples".
//
//go:embed examples
var Examples embed.FS
