// Package file reads and replaces definition files: what the window and the
// command both do with a disk. Reading refuses what cannot be a definition
// with one sentence; writing replaces a file whole or not at all.
package file
