#include "scene.glsl"
#include "random.glsl"
// What the water does where something went in: a crown of water, drops that fly off it, a jet, and rings.
uniform vec4 splash;     // xyz the place on the surface; w how large, metres
uniform vec4 course;     // age in seconds, number of the splash, strength 0-1 of its rings, how far they lie above the surface
out vec2 v_uv;
flat out vec4 v_colour;
const float G = 9.81, TURN = 6.2831853;

#if defined(CROWN)
// A wall of water in 72 strips: it rises, leans outward and sinks back, its rim drawn out into eleven tongues.
out float v_age;
void main() {
    float R = splash.w, age = course.x, life = 0.34 + 0.5 * sqrt(R);
    float t = age / life;
    int strip = gl_VertexID / 6, corner = gl_VertexID % 6;
    bool next = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    float along = float(strip + (next ? 1 : 0)) / 72.0;
    float tongue = along * 11.0;
    vec3 dice = random3(uint(mod(floor(tongue), 11.0)) * 977u + uint(course.y) * 131u);
    float reach = pow(0.5 - 0.5 * cos(fract(tongue) * TURN), 1.6) * mix(0.45, 1.15, dice.x);
    float wall = 0.34 + 0.10 * sin(along * TURN * 3.0 + course.y);
    float rise = 4.0 * t * (1.0 - t) * R * 1.3 * (wall + reach * mix(0.35, 1.0, t));
    float turn = along * TURN;
    float foot = R * (0.46 + 0.50 * sqrt(clamp(t, 0.0, 1.0)));
    float lean = foot + (top ? R * (0.06 + 0.40 * t) * (0.5 + 0.7 * reach) : 0.0);
    vec3 place = splash.xyz + vec3(cos(turn) * lean, sin(turn) * lean, top ? max(rise, 0.0) : -0.02);
    v_uv = vec2(along, top ? 1.0 : 0.0);
    v_age = t;
    v_colour = vec4(mix(light.rgb, vec3(1.0), 0.35), (1.0 - smoothstep(0.78, 1.0, t)) * step(t, 1.0));
    gl_Position = view_projection * vec4(place, 1.0);
}
#elif defined(DROPS)
// Drops on ballistic ways, each a small disc stretched along its way. The last few are the jet of the collapse.
void main() {
    float R = splash.w, age = course.x;
    int number = gl_VertexID / 6, corner = gl_VertexID % 6;
    vec3 dice = random3(uint(number) * 613u + uint(course.y) * 7919u), more = random3(uint(number) + 5003u * (uint(course.y) + 1u));
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    bool jet = number < 9;
    float begins = jet ? 0.22 + 0.20 * sqrt(R) + 0.016 * float(number) : 0.05 * dice.z;
    float t = age - begins;
    float turn = dice.x * TURN;
    float up_speed = sqrt(2.0 * G * R) * (jet ? mix(1.25, 1.75, 1.0 - float(number) / 9.0) : mix(0.55, 1.45, dice.y));
    float out_speed = jet ? 0.06 * R : sqrt(G * R) * mix(0.25, 0.75, more.x);
    vec3 from = splash.xyz + vec3(cos(turn), sin(turn), 0.0) * (jet ? 0.02 : R * 0.5);
    vec3 speed = vec3(cos(turn) * out_speed, sin(turn) * out_speed, up_speed - G * t);
    vec3 place = from + vec3(cos(turn) * out_speed * t, sin(turn) * out_speed * t, up_speed * t - 0.5 * G * t * t);
    float size = R * (jet ? mix(0.055, 0.095, dice.z) : mix(0.022, 0.065, more.y)) * (1.0 - 0.35 * t);
    size = max(size, 0.8 * length(place - eye.xyz) / light.w);
    float shown = step(0.0, t) * step(splash.z - 0.01, place.z);
    vec3 along = length(speed) > 0.01 ? normalize(speed) : vec3(0.0, 0.0, 1.0);
    vec2 flat_way = vec2(dot(along, right.xyz), dot(along, up.xyz));
    flat_way = length(flat_way) > 0.05 ? normalize(flat_way) : vec2(0.0, 1.0);
    float stretch = clamp(1.0 + length(speed) * 0.16, 1.0, 1.9);
    vec2 spread = vec2(flat_way.y, -flat_way.x) * v_uv.x + flat_way * v_uv.y * stretch;
    v_colour = vec4(mix(light.rgb, vec3(1.0), 0.5) * vec3(0.97, 0.99, 1.0), shown * 0.95);
    gl_Position = view_projection * vec4(place + (right.xyz * spread.x + up.xyz * spread.y) * size, 1.0);
}
#else
// Rings on the surface, one after the other, wider and fainter.
void main() {
    int corner = gl_VertexID % 6;
    float number = float(gl_VertexID / 6);
    float R = splash.w, age = course.x - number * 0.17;
    bool right_side = corner == 1 || corner == 2 || corner == 4, top = corner == 2 || corner == 4 || corner == 5;
    v_uv = vec2(right_side ? 1.0 : -1.0, top ? 1.0 : -1.0);
    float radius = R * 0.5 + (0.55 + 0.35 * sqrt(R)) * max(age, 0.0) / (1.0 + 0.22 * max(age, 0.0));
    float faint = exp(-max(age, 0.0) * 1.15) * (1.0 - 0.18 * number) * step(0.0, age);
    v_colour = vec4(mix(vec3(0.92, 0.98, 1.0), light.rgb, 0.3), faint * course.z);
    gl_Position = view_projection * vec4(splash.xyz + vec3(v_uv * radius, course.w), 1.0);
}
#endif
