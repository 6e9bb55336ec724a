// Checks a VRM or GLB file with programs that are not the studio's: Khronos' glTF validator and pixiv's three-vrm.
//
//     cd /tmp && npm install gltf-validator three @pixiv/three-vrm
//     cp /path/to/scripts/check_vrm.mjs .
//     node check_vrm.mjs hana.vrm
//
// Run by hand; nothing of the studio needs node. The outcome is in docs/decisions/011-models.md.
import fs from 'node:fs'
import validator from 'gltf-validator'
import * as THREE from 'three'
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js'
import { VRMLoaderPlugin } from '@pixiv/three-vrm'

// Node draws no pictures, and a file loads without seeing them.
globalThis.self = globalThis
THREE.ImageBitmapLoader.prototype.load = (_url, done) => setTimeout(() => done({ width: 4, height: 4 }), 0)
THREE.TextureLoader.prototype.load = (_url, done) => {
  const texture = new THREE.Texture({ width: 4, height: 4 })
  setTimeout(() => done?.(texture), 0)
  return texture
}

const data = fs.readFileSync(process.argv[2])
const { issues } = await validator.validateBytes(new Uint8Array(data), { ignoredIssues: ['NODE_EMPTY'] })
console.log(`glTF validator: ${issues.numErrors} errors, ${issues.numWarnings} warnings`)
for (const issue of issues.messages) console.log(`  ${issue.code} ${issue.pointer}`)

const loader = new GLTFLoader()
loader.register((parser) => new VRMLoaderPlugin(parser))
const bytes = data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)
const vrm = (await loader.parseAsync(bytes, '')).userData.vrm
console.log(`three-vrm: VRM ${vrm.meta.metaVersion}, ${vrm.meta.name} by ${vrm.meta.authors}`)
console.log(`  ${Object.keys(vrm.humanoid.humanBones).length} bones, ${vrm.springBoneManager.joints.size} spring bones`)

const films = new Map()
vrm.scene.traverse((one) => one.isMesh && [one.material].flat().forEach((coat) => films.set(coat.name, coat)))
console.log(`  all MToon: ${[...films.values()].every((coat) => coat.isMToonMaterial)}`)
const manager = vrm.expressionManager
for (const expression of manager.expressions) {
  for (const other of manager.expressions) manager.setValue(other.expressionName, 0)
  manager.setValue(expression.expressionName, 1)
  vrm.update(1 / 60)
  const slid = [...films].filter(([, coat]) => coat.map?.offset.lengthSq() > 0)
  const told = slid.map(([name, coat]) => `${name} ${coat.map.offset.toArray().map((part) => part.toFixed(3))}`)
  console.log(`  ${expression.expressionName}: ${told.join('; ') || 'as at rest'}`)
}

vrm.humanoid.getNormalizedBoneNode('leftUpperArm').rotation.z = -1.2
for (let step = 0; step < 120; step++) vrm.update(1 / 60)
const hand = vrm.humanoid.getRawBoneNode('leftHand').getWorldPosition(new THREE.Vector3())
console.log(`  left hand with its arm let down: ${hand.toArray().map((part) => part.toFixed(2))} m`)
