// Where a vertex stands, in metres of the world, and which way it faces there: joints, then swing and flutter.
#ifndef TRUNK
#define TRUNK vec3(0.33, 0.56, 4.62)   // half depth, half width and top of a clothed chest, head units
#endif
#ifndef HUNG_PLACES
#define HUNG_PLACES 12
#endif
vec3 posed_normal;

// How far the cloth of a skirt is moved here, metres: between its places, as in figures/sewing.py.
vec3 hung() {
    float turn = atan(in_position.y, in_position.x) / 6.2831853 * float(HUNG_PLACES) - 0.5, first = floor(turn), part = turn - first;
    int one = (int(first) + 2 * HUNG_PLACES) % HUNG_PLACES, other = (one + 1) % HUNG_PLACES;
    vec3 middle = mix(hem[one].xyz, hem[other].xyz, part);
    vec3 low = mix(hem[one + HUNG_PLACES].xyz, hem[other + HUNG_PLACES].xyz, part);
    float begun = pow(clamp((hem_at.x - in_position.z) / (hem_at.x - hem_at.y), 0.0, 1.0), 1.3);
    return middle * begun + (low - middle) * clamp((hem_at.y - in_position.z) / (hem_at.y - hem_at.z), 0.0, 1.1);
}

vec3 posed() {
    float second = float(in_bones.z) / 255.0;
    int a = int(in_bones.x) * 3, b = int(in_bones.y) * 3;
    vec4 row_x = mix(bones[a], bones[b], second);
    vec4 row_y = mix(bones[a + 1], bones[b + 1], second);
    vec4 row_z = mix(bones[a + 2], bones[b + 2], second);
    vec4 rest = vec4(in_position, 1.0);
    vec3 facing = in_normal.xyz * 255.0 - 128.0;
    posed_normal = normalize(vec3(dot(row_x.xyz, facing), dot(row_y.xyz, facing), dot(row_z.xyz, facing)));
    vec3 place = vec3(dot(row_x, rest), dot(row_y, rest), dot(row_z, rest));
    // Wet hair and cloth hang heavy and close.
    float loose = in_normal.w * 2.0 * (1.0 - 0.65 * body.w);
    place.z -= in_normal.w * 0.035 * body.w * (in_bones.w == 4u ? 1.0 : 0.4);
    vec4 swing = in_bones.w == 4u ? hair_swing : cloth_swing;
    float phase = dot(in_position, vec3(1.3, 1.7, 0.9));
    float now = eye.w - head_up.w;
    vec3 flutter = vec3(sin(now * 4.3 + phase * 2.1), cos(now * 3.7 + phase * 2.0), 0.0) * swing.w;
    if (hem_at.w > 0.5 && in_bones.w != 4u && in_normal.w > 0.002 && in_position.z < hem_at.x)
        return place + hung() * (1.0 - 0.5 * body.w) + loose * flutter;
    place += loose * (swing.xyz * (0.8 + 0.3 * sin(now * 3.1 + phase * 1.6)) + flutter);
    if (in_bones.w != 4u || in_normal.w < 0.01) return place;
    // Hair stays on its side of the trunk, an ellipse about the chest as in figures/draping.py, and above the ground, if it is.
    vec3 from_chest = place - vec3(bones[6].w, bones[7].w, bones[8].w);
    vec3 local = mat3(bones[6].xyz, bones[7].xyz, bones[8].xyz) * from_chest / (body.x * body.x);
    float bulge = sqrt(max(1.0 - local.y * local.y / (TRUNK.y * TRUNK.y), 0.0)) * clamp((TRUNK.z - local.z) * 5.0, 0.0, 1.0);
    float side = in_position.x > 0.0 ? 1.0 : -1.0;
    float push = max(0.94 * TRUNK.x * bulge - local.x * side, 0.0) * step(0.001, bulge);
    place += side * push * vec3(bones[6].x, bones[7].x, bones[8].x);
    float chest_z = bones[8].z * 3.95 + bones[8].w;
    if (chest_z > body.z) place.z = max(place.z, body.z + 0.012);
    return place;
}
