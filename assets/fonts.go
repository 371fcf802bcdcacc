package assets

import _ "embed"

// InterRegular is the interface's text face at weight 400 (TrueType, OFL 1.1).
//
//go:embed fonts/Inter-Regular.ttf
var InterRegular []byte

// InterSemiBold is the same family at weight 600, for names and titles.
//
//go:embed fonts/Inter-SemiBold.ttf
var InterSemiBold []byte

// JetBrainsMono is the face of JSON and data (TrueType, Apache 2.0).
//
//go:embed fonts/JetBrainsMono-Regular.ttf
var JetBrainsMono []byte
