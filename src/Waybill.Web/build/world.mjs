// Makes ../Assets/world.tsv: one line a country, its outline as an SVG path on a 960 × 470 map, and the point where an
// arc begins or ends. Run once: npm ci && node world.mjs. Running Waybill needs no node.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { feature } from 'topojson-client'
import { geoCentroid, geoNaturalEarth1, geoPath, geoArea } from 'd3-geo'

const require = createRequire(import.meta.url)
const iso = require('i18n-iso-countries')
const world = JSON.parse(readFileSync(require.resolve('world-atlas/countries-110m.json')))
const countries = feature(world, world.objects.countries).features.filter(f => f.properties.name !== 'Antarctica')
const projection = geoNaturalEarth1().fitSize([960, 470], { type: 'FeatureCollection', features: countries })
const path = geoPath(projection).digits(1)
// Names without a number in ISO 3166-1.
const own = { Kosovo: 'XKX', 'N. Cyprus': '', Somaliland: '' }
const lines = []
for (const f of countries) {
  const code = f.id ? iso.numericToAlpha3(f.id) ?? '' : own[f.properties.name] ?? ''
  // The largest part holds the point: France is not in the Atlantic.
  const parts = f.geometry.type === 'MultiPolygon' ? f.geometry.coordinates.map(c => ({ type: 'Polygon', coordinates: c })) : [f.geometry]
  const main = parts.reduce((a, b) => (geoArea(a) > geoArea(b) ? a : b))
  const [x, y] = projection(geoCentroid(main))
  lines.push([code || '-', f.properties.name, x.toFixed(1), y.toFixed(1), path(f)].join('\t'))
}
lines.sort()
writeFileSync(new URL('../Assets/world.tsv', import.meta.url), [
  '# Outlines of countries on a map of 960 × 470 (Natural Earth projection), and where an arc begins or ends.',
  '# source: Natural Earth 1:110m (public domain) as packed by the npm package world-atlas 2.0.2; codes by i18n-iso-countries',
  '# licence: ISC (world-atlas); MIT (i18n-iso-countries)',
  '# date: 2026-11-22',
  '# columns: code\tname\tx\ty\tpath',
  ...lines, ''].join('\n'))
