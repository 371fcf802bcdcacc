// Package dataset reads what a distributed Map iterates over: objects of S3
// in the formats that ItemReader knows, and lists of objects.
//
// Store is where objects lie. Dir is a folder that stands in for S3, with
// DIR/bucket/key for each object; nothing here reaches S3 itself. Open turns a
// Request into a Reader, which gives the items a few at a time and never holds
// an object whole, however large; Readers keeps the ones in use. The formats
// are JSON (an array, or an object whose members become key and value), JSON
// Lines, CSV and Parquet, and the manifests of Athena and of an S3 inventory
// that name objects in these. Names that end in .gz, .zst or .zstd tell that
// an object is compressed.
package dataset
