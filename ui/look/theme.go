package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"github.com/stateboard/stateboard/assets"
)

// Mode says who chooses between light and dark.
type Mode int

// System follows the desktop; the others are a person's choice.
const (
	System Mode = iota
	LightMode
	DarkMode
)

// String is the mode's name in preferences.
func (m Mode) String() string { return [...]string{"system", "light", "dark"}[m] }

// ParseMode reads a name written by String; anything else is System.
func ParseMode(name string) Mode {
	for _, m := range []Mode{LightMode, DarkMode} {
		if m.String() == name {
			return m
		}
	}
	return System
}

// Theme is the Fyne theme of the whole application.
type Theme struct{ mode Mode }

var _ fyne.Theme = (*Theme)(nil)

// NewTheme makes the theme; switch by setting another one.
func NewTheme(m Mode) *Theme { return &Theme{mode: m} }

// Apply dresses the application; every window repaints.
func Apply(app fyne.App, m Mode) { app.Settings().SetTheme(NewTheme(m)) }

// Mode is what the theme was made with.
func (t *Theme) Mode() Mode { return t.mode }

func (t *Theme) palette(system fyne.ThemeVariant) *Palette {
	switch {
	case t.mode == LightMode, t.mode == System && system == theme.VariantLight:
		return &light
	default:
		return &dark
	}
}

var (
	regular  = fyne.NewStaticResource("Inter-Regular.ttf", assets.InterRegular)
	semiBold = fyne.NewStaticResource("Inter-SemiBold.ttf", assets.InterSemiBold)
	mono     = fyne.NewStaticResource("JetBrainsMono-Regular.ttf", assets.JetBrainsMono)
)

// Font is Inter at two weights and JetBrains Mono; italics stay upright.
func (t *Theme) Font(style fyne.TextStyle) fyne.Resource {
	switch {
	case style.Monospace:
		return mono
	case style.Symbol:
		return theme.DefaultSymbolFont()
	case style.Bold:
		return semiBold
	}
	return regular
}

// Icon is Fyne's own set, which only its dialogs use.
func (t *Theme) Icon(name fyne.ThemeIconName) fyne.Resource {
	return theme.DefaultTheme().Icon(name)
}

// Size gives Fyne's widgets our measures.
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	switch name {
	case theme.SizeNameText:
		return BodySize
	case theme.SizeNameCaptionText:
		return CaptionSize
	case theme.SizeNameSubHeadingText:
		return SaidSize
	case theme.SizeNameHeadingText:
		return 18
	case theme.SizeNamePadding, theme.SizeNameLineSpacing:
		return Grid
	case theme.SizeNameInnerPadding:
		return 2 * Grid
	case theme.SizeNameInlineIcon:
		return IconSize
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameInputRadius:
		return Radius
	case theme.SizeNameSelectionRadius:
		return 3
	case theme.SizeNameScrollBar:
		return 8
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameScrollBarRadius:
		return 4
	}
	return theme.DefaultTheme().Size(name)
}

// Color gives Fyne's widgets our colours.
func (t *Theme) Color(name fyne.ThemeColorName, system fyne.ThemeVariant) color.Color {
	p := t.palette(system)
	if ink, ok := fyneInks[name]; ok {
		return ink(p)
	}
	variant := theme.VariantLight
	if p.Dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(name, variant)
}

var fyneInks = map[fyne.ThemeColorName]Ink{
	theme.ColorNameBackground:          func(p *Palette) color.NRGBA { return p.Panel },
	theme.ColorNameHeaderBackground:    func(p *Palette) color.NRGBA { return p.Panel },
	theme.ColorNameOverlayBackground:   func(p *Palette) color.NRGBA { return p.Panel },
	theme.ColorNameMenuBackground:      menuGround,
	theme.ColorNameButton:              func(p *Palette) color.NRGBA { return p.Raised },
	theme.ColorNameDisabledButton:      func(p *Palette) color.NRGBA { return p.Raised },
	theme.ColorNameInputBackground:     Fill,
	theme.ColorNameInputBorder:         func(p *Palette) color.NRGBA { return p.Hairline },
	theme.ColorNameSeparator:           func(p *Palette) color.NRGBA { return p.Hairline },
	theme.ColorNameForeground:          Plain,
	theme.ColorNameDisabled:            Faint,
	theme.ColorNamePlaceHolder:         Faint,
	theme.ColorNamePrimary:             Accent,
	theme.ColorNameHyperlink:           Accent,
	theme.ColorNameForegroundOnPrimary: OnAccent,
	theme.ColorNameForegroundOnError:   OnAccent,
	theme.ColorNameForegroundOnSuccess: OnAccent,
	theme.ColorNameForegroundOnWarning: OnAccent,
	theme.ColorNameError:               Failed,
	theme.ColorNameWarning:             Waiting,
	theme.ColorNameSuccess:             Succeeded,
	theme.ColorNameHover:               func(p *Palette) color.NRGBA { return Veil(p.Text, 0.06) },
	theme.ColorNamePressed:             func(p *Palette) color.NRGBA { return Veil(p.Text, 0.11) },
	theme.ColorNameFocus:               func(p *Palette) color.NRGBA { return Veil(p.Accent, 0.30) },
	theme.ColorNameSelection:           func(p *Palette) color.NRGBA { return Veil(p.Accent, 0.24) },
	theme.ColorNameScrollBar:           func(p *Palette) color.NRGBA { return Veil(p.Faint, 0.55) },
	theme.ColorNameScrollBarBackground: func(*Palette) color.NRGBA { return color.NRGBA{} },
	theme.ColorNameShadow:              func(p *Palette) color.NRGBA { return p.Shadow },
}

// menuGround lifts menus off the panels they open over.
func menuGround(p *Palette) color.NRGBA {
	if p.Dark {
		return p.Raised
	}
	return p.Panel
}
