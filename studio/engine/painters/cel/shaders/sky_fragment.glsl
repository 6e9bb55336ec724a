#include "scene.glsl"
in vec3 v_ray;
layout(location = 0) out vec4 o_colour;

vec3 disc(vec3 colour, vec3 ray, vec3 place, vec3 tone, float rim, float spill, inout float glow) {
    float nearness = dot(ray, place);
    float near_3 = max(nearness, 0.0) * max(nearness, 0.0) * max(nearness, 0.0);
    float near_24 = near_3 * near_3;
    near_24 *= near_24;
    near_24 *= near_24;
    colour += (1.0 - colour) * tone * spill * near_24;
    float inside = smoothstep(rim, rim + 0.0003, nearness);
    glow = max(glow, inside * 0.7);
    return mix(colour, tone, inside);
}

void main() {
    vec3 ray = normalize(v_ray);
    float rise = clamp(ray.z * 2.1, 0.0, 1.0);
    // Paint, not physics: a band of clear colour between the haze and the deep top.
    vec3 middle = mix(sky_horizon.rgb, sky_top.rgb, 0.45);
    middle = mix(vec3(dot(middle, vec3(0.3, 0.59, 0.11))), middle, 1.18);
    vec3 colour = mix(mix(sky_horizon.rgb, middle, smoothstep(0.0, 0.34, rise)), sky_top.rgb, smoothstep(0.22, 1.0, rise));
    float glow = 0.0;
#ifdef SUN
    colour = disc(colour, ray, sun.xyz, vec3(1.0, 0.97, 0.86), 0.9988, 0.55, glow);
#endif
#ifdef MOON
    colour = disc(colour, ray, moon.xyz, vec3(0.97, 0.97, 0.90), 0.9992, 0.22, glow);
#endif
    o_colour = vec4(clamp(colour, 0.0, 1.0), glow);
}
