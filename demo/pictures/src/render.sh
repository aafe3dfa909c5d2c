#!/bin/sh
# Renders the illustrations of the demo paper (all, or those named): NAME.svg -> ../NAME.jpg, with caption, credit, byline and alt text
# from captions.tsv in IPTC-IIM and XMP. Needs rsvg-convert, ImageMagick and exiftool.
# One picture carries a position, so that anyone can see that the site does not pass it on.
set -eu
cd "$(dirname "$0")"
credit='Illustration: Leuchtturm/Harms'
tab=$(printf '\t')

while IFS="$tab" read -r name byline caption alt; do
  case " ${*:-$name} " in *" $name "*) ;; *) continue ;; esac
  # A little larger than needed: the carved edges would show at the margin.
  rsvg-convert --width 2070 "$name.svg" | convert png:- -gravity center -crop 2000x1333+0+0 +repage \
      -sampling-factor 4:2:0 -interlace JPEG -strip -quality 80 -define jpeg:extent=350kB "../$name.jpg"
  exiftool -q -overwrite_original -codedcharacterset=utf8 \
      -IPTC:Caption-Abstract="$caption" -IPTC:Credit="$credit" -IPTC:By-line="$byline" \
      -IPTC:CopyrightNotice="$byline" \
      -XMP-dc:Description="$caption" -XMP-photoshop:Credit="$credit" \
      -XMP-dc:Creator="$byline" -XMP-dc:Rights="$byline" -XMP-iptcCore:AltTextAccessibility="$alt" "../$name.jpg"
done < captions.tsv

exiftool -q -overwrite_original -EXIF:GPSLatitude=54.6127 -EXIF:GPSLatitudeRef=N \
    -EXIF:GPSLongitude=7.8934 -EXIF:GPSLongitudeRef=E -XMP-exif:GPSLatitude=54.6127 -XMP-exif:GPSLongitude=7.8934 \
    ../leuchtturm.jpg
