package scene

// This file defines the type scale and the spacing, in world units: pixels at
// 100 %. Space comes in multiples of 4.

// Weight is a weight of the one family, or the monospaced face.
type Weight int

// The three faces there are.
const (
	Regular  Weight = 400
	SemiBold Weight = 600
	Mono     Weight = 1
)

// Type scale.
const (
	TextSize      = 13   // body, names
	SecondarySize = 11.5 // second lines, labels, notes
	SpeechSize    = 14   // what is said to people
	MonoSize      = 12   // JSON and data
	OverviewSize  = 16   // names when the diagram is seen from afar
)

// Controls, shared with the window's theme.
const (
	Unit          = 4
	ControlHeight = 32
	ControlRadius = 8
)

// Nodes.
const (
	NodeWidth     = 208
	NodeHeight    = 52
	NodeRadius    = 9
	NodePad       = 10 // from the border to the chip
	ChipSize      = 30 // the square that carries the kind's icon
	ChipRadius    = 7
	ChipGap       = 8  // from the chip to the text
	IconSize      = 18 // the icon on its chip
	HeaderHeight  = 34 // of a container
	HeaderPad     = 14
	HeaderIcon    = 16
	ContainerCurb = 11 // a container's radius
	MarkRadius    = 12 // start and end
	BadgeSize     = 18 // status, top right of a card
	BadgeIcon     = 12
	HaloWidth     = 5
	PillHeight    = 18 // "1 retry", on the lower border of a card
	LabelHeight   = 22 // on an edge
	LabelPad      = 10
)

// Lines.
const (
	HairWidth   = 1
	StrongWidth = 2 // selection and status
	EdgeWidth   = 1.5
	TakenWidth  = 2.2
	EdgeRadius  = 8
	ArrowSize   = 9
	ArrowGap    = 1 // between the tip and what it points at
	GridStep    = 20
	GridDot     = 1.5 // diameter
	HandleSize  = 12
	HandleReach = 24 // a pointer's target, not what is drawn
	PlusSize    = 20
	SlotSize    = 18
	SlotReach   = 40
	EdgeSlop    = 6
	DashOn      = 5
	DashOff     = 4
	PreviewOn   = 6
	PreviewOff  = 5
)

// Semantic zoom: from these zooms on more is shown.
const (
	ZoomDetail = 0.6  // second lines, notes, edge labels; names small, below it large and alone
	ZoomName   = 0.35 // names
	ZoomIcon   = 0.2  // icons on their chips, arrow heads
	ZoomChip   = 0.08 // chips and badges
)

// Opacities of a hue that is laid over what is below it.
const (
	ChipTint      = 0.14
	ContainerTint = 0.05
	HaloTint      = 0.30
	SlotTint      = 0.18
)
