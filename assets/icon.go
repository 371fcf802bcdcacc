package assets

import _ "embed"

// Icon is the program's icon, 512 by 512, PNG.
//
//go:embed icon.png
var Icon []byte
