package paint

import (
	"os"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// This file defines where letters come from that the embedded fonts lack: state
// names may be in any script, and the scripts of East Asia are too large to carry.
// A letter that is here nowhere either is shown as the fonts' sign for that.

// fallbackFiles are fonts that systems are known to have, largest coverage first.
var fallbackFiles = []string{
	"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
	"/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
	"/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
	"/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf",
	"/usr/share/fonts/truetype/noto/NotoSansHebrew-Regular.ttf",
	"/usr/share/fonts/truetype/noto/NotoSansThai-Regular.ttf",
	"/usr/share/fonts/truetype/noto/NotoSansDevanagari-Regular.ttf",
	"/usr/share/fonts/truetype/noto/NotoSansSymbols2-Regular.ttf",
	"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
	"/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
	"/System/Library/Fonts/PingFang.ttc",
	"/System/Library/Fonts/AppleSDGothicNeo.ttc",
	"/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
	`C:\Windows\Fonts\msyh.ttc`,
	`C:\Windows\Fonts\meiryo.ttc`,
	`C:\Windows\Fonts\malgun.ttf`,
	`C:\Windows\Fonts\segoeui.ttf`,
	`C:\Windows\Fonts\seguisym.ttf`,
}

// fallbacks are the fonts found, opened when a letter is first missing. They are
// read from disk as glyphs are asked for and stay open as long as the program
// runs.
var fallbacks = sync.OnceValue(func() (out []*sfnt.Font) {
	for _, name := range fallbackFiles {
		file, err := os.Open(name)
		if err != nil {
			continue
		}
		c, err := sfnt.ParseCollectionReaderAt(file)
		if err != nil {
			_ = file.Close()
			continue
		}
		if f, err := c.Font(0); err == nil {
			out = append(out, f)
		}
	}
	return out
})

// fontOf returns the font of a face, embedded or not.
func fontOf(f face) *sfnt.Font {
	if f < faces {
		return fonts()[f]
	}
	return fallbacks()[f-faces]
}
